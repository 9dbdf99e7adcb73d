package threadlab.demo.lessons;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.ObjectName;
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

/** Shows how many carriers a JVM has, what stands still with one, and what more of them are good for. */
public final class CarrierCount implements Lesson<CarrierCount.Finding> {
    private static final int NEWCOMERS = 10;
    private static final int SETTABLE = 24; // the first JDK with the bean of the scheduler
    private static final String FOUND = "found";
    private static final String READY = "ready";

    private final Duration patience; // for each look

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new CarrierCount());
    }

    CarrierCount() {
        this(Duration.ofMillis(200));
    }

    CarrierCount(Duration patience) {
        this.patience = patience;
    }

    @Override
    public Heading heading() {
        return new Heading(Part.CLINIC, 22, "parallelism", "How many carriers?");
    }

    @Override
    public String claim() {
        return """
                In its container the service stands still when one request computes, or blocks in the wrong place, and
                the health check fails. The same program never does so on the machines of its developers.""";
    }

    @Override
    public String expectation() {
        return """
                There are as many carriers as processors (JEP 444). In a container the JVM takes its quota for the
                number of processors, rounded up (see docs/jvms.md): one CPU or half of one makes one carrier. Then the
                one virtual thread that computes is the only one that runs, and one that blocks without unmounting
                (lesson 20) blocks all others, for good if it waits for one of them. With two carriers it takes two.

                The option jdk.virtualThreadScheduler.parallelism sets another number. The carriers are threads of the
                kernel, which shares even a single CPU among them. So more of them cure the accident with one thread,
                and not the disease: as many that compute as there are carriers hold all the others up again. More of
                them than CPUs make nothing faster either, since requests that wait need no carrier, and those that
                compute need a CPU.

                Here the option -XX:ActiveProcessorCount stands for the quota. It sets what the JVM would make of it,
                and takes no CPU away: what computes has all CPUs of this machine, as far as there are carriers.""";
    }

    /** What a JVM is told. */
    enum Setup {
        ONE("1 CPU", 1, 0, false),
        TWO("2 CPUs", 2, 0, false),
        FOUR("4 CPUs", 4, 0, false),
        ONE_WITH_FOUR("1 CPU, parallelism=4", 1, 4, false),
        SET_WHILE_IT_RUNS("1 CPU, set to 4 later", 1, 0, true);

        private final String text;
        private final int cpus;
        private final int parallelism; // 0: not told
        private final boolean set;

        Setup(String text, int cpus, int parallelism, boolean set) {
            this.text = text;
            this.cpus = cpus;
            this.parallelism = parallelism;
            this.set = set;
        }

        private List<String> options() {
            List<String> options = new ArrayList<>(List.of("-XX:ActiveProcessorCount=" + cpus));
            if (parallelism > 0) {
                options.add("-Djdk.virtualThreadScheduler.parallelism=" + parallelism);
            }
            return options;
        }
    }

    /**
     * What was seen in one JVM.
     *
     * @param carriers the most that ran virtual threads at the same time
     * @param besideOne how many of ten newcomers ran while one thread computed
     * @param besideAll how many ran while as many computed as there are carriers
     * @param blockedWentOn whether a blocked thread that kept its carrier was freed by another virtual thread
     * @param waitNanos for requests that wait
     * @param computeNanos for requests that compute
     */
    record Run(Setup setup, int carriers, int besideOne, int besideAll, boolean blockedWentOn, long waitNanos,
            long computeNanos) {
    }

    /**
     * The runs, and what the tools showed of the JVM with one CPU and four carriers.
     *
     * @param jdk the feature version
     * @param runs without those that this JDK cannot do
     * @param print from {@code jcmd PID Thread.print}
     * @param scheduler from {@code jcmd PID Thread.vthread_scheduler}, which JDK 21 does not have
     */
    record Finding(int jdk, List<Run> runs, List<String> print, List<String> scheduler) {
        Run run(Setup setup) {
            return runs.stream().filter(run -> run.setup() == setup).findFirst().orElseThrow();
        }
    }

    @Override
    public Finding experiment() throws CannotShow, IOException {
        List<Run> runs = new ArrayList<>();
        List<String> print = new ArrayList<>();
        List<String> scheduler = new ArrayList<>();
        for (Setup setup : Setup.values()) {
            if (setup.set && Runtime.version().feature() < SETTABLE) {
                continue;
            }
            try (ChildJvm child = ChildJvm.start(setup.options(), Patient.class, String.valueOf(patience.toMillis()),
                    String.valueOf(setup.set))) {
                String[] found = child.answer(FOUND).split(" ");
                runs.add(new Run(setup, Integer.parseInt(found[0]), Integer.parseInt(found[1]),
                        Integer.parseInt(found[2]), Boolean.parseBoolean(found[3]), Long.parseLong(found[4]),
                        Long.parseLong(found[5])));
                child.answer(READY);
                if (setup == Setup.ONE_WITH_FOUR) {
                    print.addAll(child.jcmd("Thread.print"));
                    scheduler.addAll(child.jcmd("Thread.vthread_scheduler"));
                }
            }
        }
        return new Finding(Runtime.version().feature(), runs, print, scheduler);
    }

    /** The program in a JVM of its own that is told how many CPUs it has. */
    static final class Patient {
        private static final int THREADS = 16; // more than carriers
        private static final int REQUESTS = 1_000;
        private static final int WAITS = 5; // of a request
        private static final Duration WAIT = Duration.ofMillis(2);
        private static final int STEPS = 5_000_000; // of a request that computes
        private static volatile long result; // or the compiler would remove the computation

        private final Duration patience;

        private Patient(Duration patience) {
            this.patience = patience;
        }

        public static void main(String... args) throws Exception {
            if (Boolean.parseBoolean(args[1])) {
                set(4);
            }
            Patient patient = new Patient(Duration.ofMillis(Long.parseLong(args[0])));
            int carriers = patient.carriers();
            System.out.println(FOUND + " " + carriers + " " + patient.newcomers(1) + " " + patient.newcomers(carriers)
                    + " " + patient.blockedGoesOn() + " " + waiting() + " " + computing());
            System.out.println(READY + " to be looked at");
            System.in.read(); // returns at the end of the parent, at the latest
            Runtime.getRuntime().halt(0);
        }

        /** Sets the parallelism of the scheduler by its bean, jdk.management.VirtualThreadSchedulerMXBean. */
        private static void set(int parallelism) throws JMException {
            ManagementFactory.getPlatformMBeanServer().setAttribute(
                    new ObjectName("jdk.management:type=VirtualThreadScheduler"),
                    new Attribute("Parallelism", parallelism));
        }

        /** Returns how many virtual threads run at the same time, if none of them gives up its carrier. */
        private int carriers() throws InterruptedException {
            AtomicInteger inside = new AtomicInteger();
            long end = System.nanoTime() + patience.toNanos();
            List<Thread> threads = IntStream.range(0, THREADS).mapToObj(i -> Thread.startVirtualThread(() -> {
                if (System.nanoTime() < end) {
                    inside.incrementAndGet(); // and not one that came when another had ended
                }
                spinUntil(end);
            })).toList();
            for (Thread thread : threads) {
                thread.join();
            }
            return inside.get();
        }

        private static void spinUntil(long end) {
            while (System.nanoTime() < end) {
                Thread.onSpinWait(); // nothing that gives up a carrier
            }
        }

        /** Returns how many newcomers ran before the first of those that compute ended. */
        private int newcomers(int computing) throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(computing);
            AtomicInteger ran = new AtomicInteger();
            AtomicInteger ranBefore = new AtomicInteger(-1);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < computing; i++) {
                threads.add(Thread.startVirtualThread(() -> {
                    begun.countDown();
                    spinUntil(System.nanoTime() + patience.toNanos());
                    ranBefore.compareAndSet(-1, ran.get());
                }));
            }
            begun.await();
            for (int i = 0; i < NEWCOMERS; i++) {
                threads.add(Thread.startVirtualThread(ran::incrementAndGet));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return ranBefore.get();
        }

        /** Has a thread wait below a native frame, where it keeps its carrier, for what another thread does. */
        private boolean blockedGoesOn() throws InterruptedException {
            CountDownLatch blocked = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            Thread thread = Thread.startVirtualThread(() -> load(blocked, gate));
            blocked.await();
            Thread other = Thread.startVirtualThread(gate::countDown);
            boolean goesOn = thread.join(patience);
            gate.countDown();
            thread.join();
            other.join();
            return goesOn;
        }

        /** Class.forName asks the JVM, whose native code calls back into Java to load the class. */
        private static void load(CountDownLatch blocked, CountDownLatch gate) {
            try {
                Class.forName(Patient.class.getName(), false, new ClassLoader(Patient.class.getClassLoader()) {
                    @Override
                    public Class<?> loadClass(String name) throws ClassNotFoundException {
                        blocked.countDown();
                        try {
                            gate.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return super.loadClass(name);
                    }
                });
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e); // the class is this one
            }
        }

        private static long waiting() {
            return nanos(REQUESTS, () -> {
                try {
                    for (int i = 0; i < WAITS; i++) {
                        Thread.sleep(WAIT);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        private static long computing() {
            nanos(THREADS / 2, Patient::compute); // until it is compiled
            return nanos(THREADS / 2, Patient::compute);
        }

        /** Takes steps that each need the result of the one before. */
        private static void compute() {
            long number = 1;
            for (int i = 0; i < STEPS; i++) {
                number ^= number << 13;
                number ^= number >>> 7;
                number ^= number << 17;
            }
            result = number;
        }

        private static long nanos(int requests, Runnable request) {
            long begin = System.nanoTime();
            try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < requests; i++) {
                    executor.execute(request);
                }
            }
            return System.nanoTime() - begin;
        }
    }

    @Override
    public Outcome outcome(Finding finding) {
        Run one = finding.run(Setup.ONE);
        Run two = finding.run(Setup.TWO);
        Run more = finding.run(Setup.ONE_WITH_FOUR);
        boolean holds = one.besideOne() == 0 && !one.blockedWentOn() && two.besideOne() > 0 && two.blockedWentOn();
        return new Outcome(holds ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD, """
                On JDK %s, a JVM with 1 CPU had %s carrier. While one thread computed there, %s of %s newcomers ran, and
                a blocked thread %s. With 2 CPUs %s ran, and with 1 CPU and %s carriers %s. While as many computed as
                there are carriers, %s ran with two carriers, and %s with %s."""
                .formatted(finding.jdk(), one.carriers(), one.besideOne(), NEWCOMERS, one.blockedWentOn()
                        ? "went on"
                        : "kept the one that was to free it from running", two.besideOne(), more.carriers(),
                        more.besideOne(), two.besideAll(), more.besideAll(), more.carriers()),
                exhibits(finding));
    }

    private static List<Exhibit> exhibits(Finding finding) {
        List<Exhibit> exhibits = new ArrayList<>(List.of(standstill(finding), times(finding), bars(finding),
                new Transcript("jcmd PID Thread.print | grep ForkJoinPool-1-worker", finding.print().stream()
                        .filter(line -> line.startsWith("\"ForkJoinPool-1-worker")).toList(), "worker", """
                                The carriers of the JVM with 1 CPU and parallelism=4, one line each.""")));
        if (finding.scheduler().stream().anyMatch(line -> line.contains("parallelism"))) {
            exhibits.add(new Transcript("jcmd PID Thread.vthread_scheduler", finding.scheduler().stream()
                    .filter(line -> !line.isBlank()).toList(), "parallelism = ", """
                            The number that was set, and how many carriers there are (size)."""));
        }
        return exhibits;
    }

    private static Table standstill(Finding finding) {
        Table table = new Table("a JVM with", "carriers", "1 computes", "all compute", "1 is blocked");
        for (Setup setup : Setup.values()) {
            table = finding.runs().stream().filter(run -> run.setup() == setup).findFirst().map(run -> new String[]{
                    setup.text, String.valueOf(run.carriers()), ran(run.besideOne()), ran(run.besideAll()),
                    run.blockedWentOn() ? "is freed" : "stands still"}).map(table::row)
                    .orElse(table.row(setup.text, "skipped", "", "", "since JDK " + SETTABLE));
        }
        return table;
    }

    private static String ran(int newcomers) {
        return newcomers + " of " + NEWCOMERS + " ran";
    }

    private static Table times(Finding finding) {
        Table table = new Table("a JVM with", "1,000 requests that wait", "8 that compute");
        for (Run run : finding.runs()) {
            table = table.row(run.setup().text, Figures.millis(run.waitNanos()), Figures.millis(run.computeNanos()));
        }
        return table;
    }

    private static Bars bars(Finding finding) {
        Bars bars = new Bars("Newcomers of ten that run while one thread computes");
        for (Run run : finding.runs()) {
            bars = bars.bar(run.setup().text, run.besideOne(), String.valueOf(run.besideOne()));
        }
        return bars;
    }

    @Override
    public String next() {
        return """
                Give a JVM with one CPU two to four carriers (-Djdk.virtualThreadScheduler.parallelism=4), so that one
                thread that pins or computes is not the end of all others. From JDK 24 on, the bean
                jdk.management.VirtualThreadSchedulerMXBean changes the number while the JVM runs. Then look for that
                thread, since more of its kind will come: lessons 19 and 20.

                Test with the number of CPUs that production has: -XX:ActiveProcessorCount=1.""";
    }
}
