package threadlab.demo.lessons;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import threadlab.demo.lessons.frame.Bars;
import threadlab.demo.lessons.frame.CannotShow;
import threadlab.demo.lessons.frame.ChildJvm;
import threadlab.demo.lessons.frame.Exhibit;
import threadlab.demo.lessons.frame.Figures;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Part;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Transcript;
import threadlab.demo.lessons.frame.Verdict;
import threadlab.support.Jcmd;

/** Shows a pool whose waiting threads keep the carriers busy, so that those who would give a place back do not run. */
public final class SpinningPool implements Lesson<SpinningPool.Finding> {
    private static final int CARRIERS = 2;
    private static final int PLACES = 2;
    private static final String READY = "ready";

    private final int uses; // for each thread
    private final Duration limit; // for all of them

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new SpinningPool());
    }

    SpinningPool() {
        this(20, Duration.ofSeconds(2));
    }

    SpinningPool(int uses, Duration limit) {
        this.uses = uses;
        this.limit = limit;
    }

    @Override
    public Heading heading() {
        return new Heading(Part.CLINIC, 17, "spin", "The pool that spins");
    }

    @Override
    public String claim() {
        return """
                With virtual threads, the connection pool uses all CPUs and hands out almost nothing. The connections
                are idle, and the database has nothing to do.""";
    }

    @Override
    public String expectation() {
        return """
                Some pools do not wait for a place: they try again and again, and call Thread.yield or
                Thread.onSpinWait between two tries. With platform threads that is only a waste, since the kernel gives
                every thread its time slices.

                A virtual thread that spins keeps its carrier. The thread that has the place waits for its answer
                without a carrier. When the answer comes it needs one to go on and give the place back, and all
                carriers are spinning. Thread.onSpinWait never gives a carrier up. Thread.yield does, but it is only a
                hint and says nothing about who runs next. On JDK 25, a carrier goes on with the queue from which it
                took its last thread until that queue is empty (ForkJoinPool.runWorker), and a thread that yields goes
                back to a queue. The thread that was woken is mostly in another one.

                A semaphore parks those who wait, and wakes one when a place is given back. So they need no carrier.""";
    }

    /** How a thread gets a place in the pool. */
    enum Way {
        YIELD("try, Thread.yield"),
        ON_SPIN_WAIT("try, Thread.onSpinWait"),
        SLEEP("try, sleep 1 ms"),
        UNFAIR("semaphore"),
        FAIR("fair semaphore");

        private final String text;

        Way(String text) {
            this.text = text;
        }
    }

    /**
     * One way, tried by all threads at once.
     *
     * @param used how often a place was taken and given back
     * @param failed how often a thread tried and found no place free
     */
    record Attempt(Way way, long used, long failed, long nanos, long cpuNanos) {
    }

    /**
     * The attempts, and what a tool showed while threads yielded.
     *
     * @param jdk the feature version
     * @param wanted how often places were to be used in each attempt
     * @param print from {@code jcmd PID Thread.print}
     * @param dump from {@code jcmd PID Thread.dump_to_file}; empty where that may crash the JVM
     */
    record Finding(int jdk, int threads, long wanted, List<Attempt> attempts, List<String> print, List<String> dump) {
        Attempt attempt(Way way) {
            return attempts.stream().filter(attempt -> attempt.way() == way).findFirst().orElseThrow();
        }
    }

    @Override
    public Finding experiment() throws CannotShow, IOException {
        try (ChildJvm child = ChildJvm.start(ChildJvm.carriers(CARRIERS), Patient.class, String.valueOf(uses),
                String.valueOf(limit.toMillis()))) {
            child.answer(READY);
            List<String> print = child.jcmd("Thread.print");
            List<String> dump = Jcmd.isDumpSafe(Runtime.version().feature()) ? child.dumpToFile() : List.of();
            child.say("go on");
            List<Attempt> attempts = new ArrayList<>();
            for (Way way : Way.values()) {
                String[] found = child.answer(way.name()).split(" ");
                attempts.add(
                        new Attempt(way, Long.parseLong(found[0]), Long.parseLong(found[1]), Long.parseLong(found[2]),
                                Long.parseLong(found[3])));
            }
            return new Finding(Runtime.version().feature(), Patient.THREADS, (long) uses * Patient.THREADS, attempts,
                    print, dump);
        }
    }

    /** The program in a JVM of its own, whose carriers are busy for nothing. */
    static final class Patient {
        private static final int THREADS = 20;
        private static final Duration ANSWER = Duration.ofMillis(5); // how long a place is used

        private final LongAdder used = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private volatile boolean stopped;

        private Patient() {
        }

        public static void main(String... args) throws IOException, InterruptedException {
            int uses = Integer.parseInt(args[0]);
            Duration limit = Duration.ofMillis(Long.parseLong(args[1]));
            new Patient().lookedAt();
            for (Way way : Way.values()) {
                System.out.println(way + " " + new Patient().run(way, uses, limit));
            }
        }

        private void lookedAt() throws IOException, InterruptedException {
            List<Thread> threads = start(Way.YIELD, Integer.MAX_VALUE);
            System.out.println(READY + " to be looked at");
            System.in.read(); // returns at the end of the parent, at the latest
            stop(threads);
        }

        private String run(Way way, int uses, Duration limit) throws InterruptedException {
            long cpu = cpuNanos();
            long begin = System.nanoTime();
            List<Thread> threads = start(way, uses);
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, begin + limit.toNanos() - System.nanoTime())));
            }
            String found = used.sum() + " " + failed.sum() + " " + (System.nanoTime() - begin) + " "
                    + (cpuNanos() - cpu);
            stop(threads);
            return found;
        }

        private List<Thread> start(Way way, int uses) {
            Semaphore places = new Semaphore(PLACES, way == Way.FAIR);
            return Stream.generate(() -> Thread.ofVirtual().name("borrower").start(() -> {
                try {
                    for (int i = 0; i < uses && acquire(way, places); i++) {
                        Thread.sleep(ANSWER);
                        places.release();
                        used.increment();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            })).limit(THREADS).toList();
        }

        private void stop(List<Thread> threads) throws InterruptedException {
            stopped = true;
            for (Thread thread : threads) {
                thread.join();
            }
        }

        /** Returns false if the attempt was stopped. */
        private boolean acquire(Way way, Semaphore places) throws InterruptedException {
            if (way == Way.FAIR || way == Way.UNFAIR) {
                places.acquire();
                return !stopped;
            }
            while (!places.tryAcquire()) {
                failed.increment();
                if (stopped) {
                    return false;
                }
                switch (way) {
                    case SLEEP -> Thread.sleep(1);
                    case YIELD -> Thread.yield();
                    default -> Thread.onSpinWait();
                }
            }
            return !stopped;
        }

        private static long cpuNanos() {
            return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                    .getProcessCpuTime();
        }
    }

    @Override
    public Outcome outcome(Finding finding) {
        Attempt yields = finding.attempt(Way.YIELD);
        Attempt fair = finding.attempt(Way.FAIR);
        boolean starved = yields.used() < finding.wanted() / 20;
        boolean wasted = yields.failed() > 10 * Math.max(1, yields.used());
        Verdict verdict = starved ? Verdict.HOLDS : wasted ? Verdict.HOLDS_WITH_A_LIMIT : Verdict.DOES_NOT_HOLD;
        return new Outcome(verdict, """
                On JDK %s, %s threads that tried and yielded used the %s places %s times of %s in %s, with %s tries that
                failed and %s of CPU time. With a fair semaphore they used them %s times in %s, with %s of CPU time."""
                .formatted(finding.jdk(), finding.threads(), PLACES, Figures.count(yields.used()),
                        Figures.count(finding.wanted()), Figures.millis(yields.nanos()), Figures.count(yields.failed()),
                        Figures.millis(yields.cpuNanos()), Figures.count(fair.used()), Figures.millis(fair.nanos()),
                        Figures.millis(fair.cpuNanos())),
                exhibits(finding));
    }

    private static List<Exhibit> exhibits(Finding finding) {
        Table table = new Table(PLACES + " places, " + finding.threads() + " threads", "used", "of", "in", "CPU time",
                "tries that failed");
        Bars bars = new Bars("Places used a second");
        for (Attempt attempt : finding.attempts()) {
            table = table.row(attempt.way().text, Figures.count(attempt.used()), Figures.count(finding.wanted()),
                    Figures.millis(attempt.nanos()), Figures.millis(attempt.cpuNanos()),
                    Figures.count(attempt.failed()));
            double rate = attempt.used() * 1e9 / attempt.nanos();
            bars = bars.bar(attempt.way().text, rate, Figures.decimal(rate, 0));
        }
        Transcript print = new Transcript("jcmd PID Thread.print", finding.print().stream()
                .filter(line -> line.startsWith("\"ForkJoinPool-1-worker")).toList(), "cpu=",
                """
                        The carriers compute (cpu) all the time since their start (elapsed), as far as other programs
                        let
                        them.""");
        return List.of(table, bars, print, dump(finding));
    }

    private static Transcript dump(Finding finding) {
        String command = "jcmd PID Thread.dump_to_file threads.txt";
        if (finding.dump().isEmpty()) {
            return new Transcript(command, List.of("(not asked for)"), "not asked", """
                    A JVM of JDK 25 may crash when it is asked for this dump while virtual threads come and go, as they
                    do here (JDK-8364343, seen on 25.0.3). Do not ask one in production. JDK 21, 26 and 27 showed the
                    threads, most of them in Thread.yield.""");
        }
        return new Transcript(command,
                Stream.of("Thread.yield", "Thread.sleep").flatMap(frame -> stack(finding.dump(), frame)).toList(),
                "Thread\\.(yield|sleep)\\(", """
                        Two threads of many. Those in Thread.yield wait for a place, and those in Thread.sleep have one.
                        They have slept enough long ago. On JDK 25 they can still be TIMED_WAITING, since a carrier is
                        needed even to end a sleep (VirtualThread.parkTimeoutExpired runs in the scheduler).""");
    }

    /** Returns the first stack with that frame, of which only some lines are kept. */
    private static Stream<String> stack(List<String> dump, String frame) {
        return Stream.of(String.join("\n", dump).split("\n\n"))
                .filter(stack -> stack.contains(frame + "(") && stack.contains("borrower")).limit(1)
                .flatMap(String::lines)
                .filter(line -> line.startsWith("#") || line.contains(frame + "(") || line.contains("Patient."));
    }

    @Override
    public String next() {
        return """
                Wait with what parks: a Semaphore, a Condition, a BlockingQueue. Where the pool is not yours, look for a
                version of it that does. Until then, sleep between two tries rather than yield, or let platform threads
                use the pool.

                More carriers do not help: those who wait are many more.""";
    }
}
