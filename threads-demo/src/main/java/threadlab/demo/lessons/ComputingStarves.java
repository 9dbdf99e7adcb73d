package threadlab.demo.lessons;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import threadlab.demo.lessons.frame.CannotShow;
import threadlab.demo.lessons.frame.Chart;
import threadlab.demo.lessons.frame.Chart.Curve;
import threadlab.demo.lessons.frame.Chart.Point;
import threadlab.demo.lessons.frame.ChildJvm;
import threadlab.demo.lessons.frame.Exhibit;
import threadlab.demo.lessons.frame.Figures;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Part;
import threadlab.demo.lessons.frame.Scale;
import threadlab.demo.lessons.frame.Scale.Tick;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Transcript;
import threadlab.demo.lessons.frame.Verdict;

/** Shows how long a new virtual thread waits for a carrier while others compute. */
public final class ComputingStarves implements Lesson<ComputingStarves.Finding> {
    private static final int CARRIERS = 2;
    private static final List<Integer> COMPUTING = List.of(0, 1, 2, 4); // for each carrier
    private static final String NEWCOMER = "newcomer";
    private static final String READY = "ready";

    private final long steps; // of each thread that computes

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new ComputingStarves());
    }

    ComputingStarves() {
        this(100_000_000);
    }

    ComputingStarves(long steps) {
        this.steps = steps;
    }

    @Override
    public Heading heading() {
        return new Heading(Part.CLINIC, 19, "compute", "One that computes starves the others");
    }

    @Override
    public String claim() {
        return """
                A few requests that compute, such as logins with a password hash, make all others wait for them, even a
                health check that only says that all is well.""";
    }

    @Override
    public String expectation() {
        return """
                The kernel takes the CPU away from a platform thread when its time slice is over. The JDK takes the
                carrier away from no virtual thread: it keeps it until it waits, yields or ends (JEP 444: the scheduler
                does not implement time sharing). So with as many that compute as there are carriers, a newcomer waits
                until one of them is done, and with more, it waits for its turn behind them.

                Three ways to do the same work leave a carrier free: give the computing to a pool of platform threads
                and wait for the result; let a semaphore admit fewer to the computing than there are carriers; or yield
                now and then. The last one is only a hint, and lesson 17 shows what it is worth.""";
    }

    /** How requests on virtual threads compute. */
    enum Way {
        AS_IT_IS("as it is"), YIELDING("yielding"), ADMITTED("one admitted"), POOL("in a pool");

        private final String text;

        Way(String text) {
            this.text = text;
        }
    }

    /**
     * What a newcomer met.
     *
     * @param computing how many requests computed, or were to
     * @param ended how many of them had ended when it ran
     */
    record Attempt(Way way, int computing, int ended, long waitNanos) {
    }

    /**
     * The attempts, and what the tools showed while more threads computed than there are carriers.
     *
     * @param jdk the feature version
     * @param print from {@code jcmd PID Thread.print}
     * @param dump from {@code jcmd PID Thread.dump_to_file}
     * @param scheduler from {@code jcmd PID Thread.vthread_scheduler}, which JDK 21 does not have
     */
    record Finding(int jdk, List<Attempt> attempts, List<String> print, List<String> dump, List<String> scheduler) {
        List<Attempt> attempts(Way way) {
            return attempts.stream().filter(attempt -> attempt.way() == way).toList();
        }
    }

    @Override
    public Finding experiment() throws CannotShow, IOException {
        try (ChildJvm child = ChildJvm.start(ChildJvm.carriers(CARRIERS), Patient.class, String.valueOf(steps))) {
            child.answer(READY);
            List<String> print = child.jcmd("Thread.print");
            List<String> dump = child.dumpToFile();
            List<String> scheduler = child.jcmd("Thread.vthread_scheduler");
            child.say("go on");
            List<Attempt> attempts = new ArrayList<>();
            for (Way way : Way.values()) {
                for (int each : COMPUTING) {
                    String[] found = child.answer(way.name()).split(" ");
                    attempts.add(new Attempt(way, each * CARRIERS, Integer.parseInt(found[0]),
                            Long.parseLong(found[1])));
                }
            }
            return new Finding(Runtime.version().feature(), attempts, print, dump, scheduler);
        }
    }

    /** The program in a JVM of its own, in which requests compute. */
    static final class Patient implements AutoCloseable {
        private static final int STEPS_AT_ONCE = 100_000; // well below a millisecond

        private static volatile long result; // or the compiler would remove the computation

        private final Way way;
        private final long steps;
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final Semaphore admitted = new Semaphore(CARRIERS - 1);
        private volatile boolean stopped;
        private final ExecutorService pool = Executors.newFixedThreadPool(CARRIERS);

        private Patient(Way way, long steps) {
            this.way = way;
            this.steps = steps;
        }

        public static void main(String... args) throws IOException, InterruptedException {
            long steps = Long.parseLong(args[0]);
            try (Patient patient = new Patient(Way.AS_IT_IS, Long.MAX_VALUE)) {
                patient.lookedAt(); // which also has all compiled before the clock counts
            }
            for (Way way : Way.values()) {
                for (int each : COMPUTING) {
                    try (Patient patient = new Patient(way, steps)) {
                        System.out.println(way + " " + patient.newcomer(each * CARRIERS));
                    }
                }
            }
        }

        /** Returns how many had ended when the newcomer ran, and how long it had waited. */
        private String newcomer(int computing) throws InterruptedException {
            List<Thread> requests = requests(computing);
            CountDownLatch ran = new CountDownLatch(1);
            long[] found = new long[2];
            long start = System.nanoTime();
            Thread.ofVirtual().name(NEWCOMER).start(() -> {
                found[0] = ended.get();
                found[1] = System.nanoTime() - start;
                ran.countDown();
            });
            ran.await();
            for (Thread request : requests) {
                request.join();
            }
            return found[0] + " " + found[1];
        }

        private void request() {
            begun.incrementAndGet();
            try {
                switch (way) {
                    case ADMITTED -> admitted();
                    case POOL -> pool.submit(() -> compute(false)).get();
                    default -> compute(way == Way.YIELDING);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e); // nobody interrupts it, and the computation does not fail
            }
            ended.incrementAndGet();
        }

        private void admitted() throws InterruptedException {
            admitted.acquire();
            try {
                compute(false);
            } finally {
                admitted.release();
            }
        }

        /** Takes steps that each need the result of the one before. */
        private long compute(boolean yields) {
            long number = 1;
            for (long taken = 0; taken < steps && !stopped; taken += STEPS_AT_ONCE) {
                for (int i = 0; i < STEPS_AT_ONCE; i++) {
                    number = number * 6_364_136_223_846_793_005L + 1;
                }
                if (yields) {
                    Thread.yield();
                }
            }
            result = number;
            return number;
        }

        private void lookedAt() throws IOException, InterruptedException {
            List<Thread> requests = requests(2 * CARRIERS);
            Thread newcomer = Thread.ofVirtual().name(NEWCOMER).start(ended::get);
            System.out.println(READY + " to be looked at");
            System.in.read(); // returns at the end of the parent, at the latest
            stopped = true;
            newcomer.join();
            for (Thread request : requests) {
                request.join();
            }
        }

        /** Starts that many, and returns when all carriers would be taken. */
        private List<Thread> requests(int number) throws InterruptedException {
            List<Thread> requests = IntStream.range(0, number)
                    .mapToObj(i -> Thread.ofVirtual().name("computes " + i).start(this::request)).toList();
            while (begun.get() < Math.min(number, CARRIERS)) {
                Thread.sleep(1);
            }
            return requests;
        }

        @Override
        public void close() {
            pool.shutdown();
        }
    }

    @Override
    public Outcome outcome(Finding finding) {
        Attempt asItIs = finding.attempts(Way.AS_IT_IS).getLast();
        Attempt pool = finding.attempts(Way.POOL).getLast();
        boolean waits = asItIs.ended() > asItIs.computing() / 2;
        return new Outcome(waits ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD, """
                On JDK %s with %s carriers, %s of %s requests that computed had ended when the newcomer ran, %s after
                its start. With the computing in a pool of platform threads, %s of %s had ended, and it waited %s."""
                .formatted(finding.jdk(), CARRIERS, asItIs.ended(), asItIs.computing(),
                        Figures.millis(asItIs.waitNanos()), pool.ended(), pool.computing(),
                        Figures.millis(pool.waitNanos())),
                exhibits(finding));
    }

    private static List<Exhibit> exhibits(Finding finding) {
        List<Exhibit> exhibits = new ArrayList<>(List.of(waits(finding), ended(finding), chart(finding),
                new Transcript("jcmd PID Thread.print", carriers(finding.print()), "cpu=|Patient\\.compute",
                        """
                                The carriers compute (cpu beside elapsed), and carry the same threads whenever one
                                looks. From JDK 25 on,
                                the dump also has the stack of the mounted thread, which names what is computed."""),
                new Transcript("jcmd PID Thread.dump_to_file threads.txt", finding.dump().stream()
                        .dropWhile(line -> !line.contains(NEWCOMER)).takeWhile(line -> !line.isBlank()).toList(),
                        NEWCOMER, "The newcomer was started, and has no frame: it has never run.")));
        if (finding.scheduler().stream().anyMatch(line -> line.contains("parallelism"))) {
            exhibits.add(new Transcript("jcmd PID Thread.vthread_scheduler", finding.scheduler().stream()
                    .filter(line -> !line.isBlank()).toList(), "active = ", """
                            As many carriers are active as there are, and the submissions are threads that wait for one.
                            """));
        }
        return exhibits;
    }

    private static Table waits(Finding finding) {
        return table("computing; the wait:", finding, attempt -> Figures.millis(attempt.waitNanos()));
    }

    private static Table ended(Finding finding) {
        return table("computing; ended before:", finding, attempt -> String.valueOf(attempt.ended()));
    }

    private static Table table(String title, Finding finding, Function<Attempt, String> cell) {
        Table table = new Table(Stream.concat(Stream.of(title), Stream.of(Way.values()).map(way -> way.text))
                .toArray(String[]::new));
        for (int i = 0; i < COMPUTING.size(); i++) {
            int row = i;
            table = table.row(Stream.concat(Stream.of(String.valueOf(COMPUTING.get(row) * CARRIERS)), Stream
                    .of(Way.values()).map(way -> cell.apply(finding.attempts(way).get(row)))).toArray(String[]::new));
        }
        return table;
    }

    private static Chart chart(Finding finding) {
        double most = finding.attempts().stream().mapToLong(Attempt::waitNanos).max().orElse(0) / 1e6;
        double step = Math.max(1, Math.pow(10, Math.floor(Math.log10(most))) / 2);
        List<Tick> waits = DoubleStream.iterate(0, tick -> tick < most + step, tick -> tick + step)
                .mapToObj(tick -> new Tick(tick, Figures.decimal(tick, step < 1 ? 1 : 0))).toList();
        List<Tick> computing = COMPUTING.stream()
                .map(each -> new Tick(each * CARRIERS, String.valueOf(each * CARRIERS))).toList();
        return new Chart("What a newcomer waits, on " + CARRIERS + " carriers",
                new Scale("requests that compute", false, computing), new Scale("milliseconds", false, waits),
                Stream.of(Way.values()).map(way -> new Curve(way.text, false, finding.attempts(way).stream()
                        .map(attempt -> new Point(attempt.computing(), attempt.waitNanos() / 1e6)).toList())).toList(),
                List.of());
    }

    /** Returns the line of each carrier, and the frames that tell what its thread does. */
    private static List<String> carriers(List<String> print) {
        List<String> lines = new ArrayList<>();
        boolean carrier = false;
        for (String line : print) {
            carrier = line.startsWith("\"") ? line.startsWith("\"ForkJoinPool-1-worker") : carrier;
            if (carrier && line.matches("\".*|.*(Carrying virtual thread|Patient\\.).*")) {
                lines.add(line);
            }
        }
        return lines;
    }

    @Override
    public String next() {
        return """
                Give what computes for long to a pool of platform threads, as many as there are CPUs, and let the
                request wait for the result: the kernel then shares the CPUs. Or let a semaphore admit fewer than there
                are carriers. Do not count on Thread.yield.

                Since JDK 24, the bean jdk.management.VirtualThreadSchedulerMXBean counts the threads that wait for a
                carrier (getQueuedVirtualThreadCount), which a program can watch.""";
    }
}
