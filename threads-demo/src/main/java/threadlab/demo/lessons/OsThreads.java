package threadlab.demo.lessons;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import threadlab.demo.lessons.frame.Bars;
import threadlab.demo.lessons.frame.CannotShow;
import threadlab.demo.lessons.frame.Figures;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Verdict;
import threadlab.support.LinuxProcess;

/** Shows how many threads of the operating system there are for Java threads of either kind. */
public final class OsThreads implements Lesson<OsThreads.Finding> {
    private final int platformThreads;
    private final int virtualThreads;

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new OsThreads());
    }

    OsThreads() {
        this(1_000, 100_000);
    }

    OsThreads(int platformThreads, int virtualThreads) {
        this.platformThreads = platformThreads;
        this.virtualThreads = virtualThreads;
    }

    @Override
    public Heading heading() {
        return new Heading(4, "os-threads", "Is every thread made by the operating system?");
    }

    @Override
    public String claim() {
        return "Threads are always created by the operating system: a program that wants one asks the system for it.";
    }

    @Override
    public String expectation() {
        return """
                A platform thread stands for a thread of the operating system: a thousand of them are a thousand more
                for the system to schedule. A virtual thread is an object of the Java runtime. It needs a thread of the
                system, its carrier, only while it runs; the runtime keeps about one carrier for each CPU. While the
                virtual thread waits, its frames are kept on the heap, and the carrier runs another (JEP 444).""";
    }

    /**
     * Threads of one kind, which are all started and wait.
     *
     * @param osThreadsBefore threads of the operating system in this process, before the first was started
     * @param osThreads the same, while all wait
     * @param startNanos the time that it took to start them all
     */
    record Group(int threads, int osThreadsBefore, int osThreads, long startNanos) {
    }

    /**
     * The counts.
     *
     * @param listed whether the system listed its threads; otherwise the JVM counted its own
     */
    record Finding(boolean listed, Group virtual, Group platform) {
    }

    @Override
    public Finding experiment() throws CannotShow, InterruptedException {
        // The virtual threads first: the system still lists some platform threads for a while after they have ended.
        return new Finding(LinuxProcess.self().threads().isPresent(), group(virtualThreads, Thread.ofVirtual()),
                group(platformThreads, Thread.ofPlatform()));
    }

    private static Group group(int size, Thread.Builder builder) throws CannotShow, InterruptedException {
        int before = osThreads();
        CountDownLatch running = new CountDownLatch(size);
        CountDownLatch counted = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>(size);
        long begin = System.nanoTime();
        try {
            for (int i = 0; i < size; i++) {
                threads.add(builder.start(() -> {
                    running.countDown();
                    await(counted);
                }));
            }
            running.await(); // each of them has run, and waits or is about to
            return new Group(size, before, osThreads(), System.nanoTime() - begin);
        } catch (OutOfMemoryError e) { // what the JVM throws when the system gives it no more threads
            throw new CannotShow(threads.size() + " threads were started, and no more: " + e.getMessage() + ".");
        } finally {
            counted.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** If the system does not list them, the JVM counts its live platform threads, each of which is one. */
    private static int osThreads() {
        return LinuxProcess.self().threads().orElseGet(ManagementFactory.getThreadMXBean()::getThreadCount);
    }

    @Override
    public Outcome outcome(Finding found) {
        Group virtual = found.virtual();
        Group platform = found.platform();
        boolean eachHasOne = virtual.osThreads() >= virtual.threads();
        String unlisted = found.listed()
                ? ""
                : " (This system lists no threads: the JVM counted its platform threads.)";
        return new Outcome(eachHasOne ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD,
                """
                        %s platform threads gave the process %s threads of the operating system more: of them the claim
                        is right. %s virtual threads gave it %s more: they are not threads of the system.%s"""
                        .formatted(
                                Figures.count(platform.threads()),
                                Figures.count(platform.osThreads() - platform.osThreadsBefore()),
                                Figures.count(virtual.threads()),
                                Figures.count(virtual.osThreads() - virtual.osThreadsBefore()),
                                unlisted),
                new Bars(found.listed()
                        ? "Threads of the operating system in this process"
                        : "Platform threads in this JVM")
                        .bar("none started", virtual.osThreadsBefore(), Figures.count(virtual.osThreadsBefore()))
                        .bar(name("virtual", virtual), virtual.osThreads(), Figures.count(virtual.osThreads()))
                        .bar(name("platform", platform), platform.osThreads(), Figures.count(platform.osThreads())),
                new Table("threads", "all started and waiting after", "for each")
                        .row(name("virtual", virtual), Figures.millis(virtual.startNanos()), each(virtual))
                        .row(name("platform", platform), Figures.millis(platform.startNanos()), each(platform)));
    }

    private static String name(String kind, Group group) {
        return Figures.count(group.threads()) + " " + kind + " threads";
    }

    private static String each(Group group) {
        return Figures.decimal(group.startNanos() / 1e3 / group.threads(), 1) + " us";
    }

    @Override
    public String next() {
        return """
                Run it with LAB_JAVA_OPTS=-Djdk.virtualThreadScheduler.parallelism=1 ./lab lesson 4: how many fewer
                threads of the system carry the virtual ones?""";
    }
}
