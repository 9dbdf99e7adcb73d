package threadlab.demo.lessons;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import threadlab.demo.ThreadKind;
import threadlab.demo.lessons.frame.Chart;
import threadlab.demo.lessons.frame.Chart.Curve;
import threadlab.demo.lessons.frame.Chart.Point;
import threadlab.demo.lessons.frame.Figures;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Machine;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Scale;
import threadlab.demo.lessons.frame.Scale.Tick;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Verdict;

/** Shows what more threads win, for work that waits and for work that computes. */
public final class Speedup implements Lesson<Speedup.Finding> {
    private static final double SERIAL = 0.1; // share of the work that one thread does alone
    private static final int THREADS_PER_CPU = 4; // at most

    private final int cpus;
    private final Duration sleep; // on one thread
    private final long steps; // on one thread
    private final int rounds; // the quickest run counts: other programs can only slow one down
    private final AtomicLong results = new AtomicLong(); // or the compiler would remove the computation

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new Speedup());
    }

    Speedup() {
        this(Runtime.getRuntime().availableProcessors(), Duration.ofMillis(400), 250_000_000, 3);
    }

    Speedup(int cpus, Duration sleep, long steps, int rounds) {
        this.cpus = cpus;
        this.sleep = sleep;
        this.steps = steps;
        this.rounds = rounds;
    }

    @Override
    public Heading heading() {
        return new Heading(7, "speedup", "Is parallel faster?");
    }

    @Override
    public String claim() {
        return "Running a program in parallel can increase its performance.";
    }

    @Override
    public String expectation() {
        return """
                A tenth of the work here is serial: one thread does it while the others cannot begin. Amdahl's law gives
                the speed-up on n processors as 1 / (0.1 + 0.9 / n), and never above 10.

                Sleeping tasks need no processor. Every thread is as good as one, so n is the number of threads.
                Computing tasks need one all the time, so n is at most the number of CPUs, and more threads win nothing:
                platform threads take turns on the CPUs, virtual threads do not even do that, for one that computes
                keeps its carrier until it waits or ends.""";
    }

    /**
     * All the work, done by some number of threads.
     *
     * @param atOnce the largest number of threads that were at work at the same time
     */
    record Run(int threads, long nanos, int atOnce) {

        Run quicker(Run other) {
            return nanos <= other.nanos ? this : other;
        }
    }

    /** The runs on threads of one kind, by number of threads. The first run has one. */
    record Runs(List<Run> each) {

        double speedup(int index) {
            return (double) each.getFirst().nanos() / each.get(index).nanos();
        }

        double lastSpeedup() {
            return speedup(each.size() - 1);
        }
    }

    record Finding(int cpus, Runs sleepingPlatform, Runs sleepingVirtual, Runs computingPlatform,
            Runs computingVirtual) {
    }

    @Override
    public Finding experiment() throws InterruptedException {
        compute(0.5); // so that it is compiled before the clock counts
        return new Finding(cpus, runs(ThreadKind.PLATFORM, this::sleep), runs(ThreadKind.VIRTUAL, this::sleep),
                runs(ThreadKind.PLATFORM, this::compute), runs(ThreadKind.VIRTUAL, this::compute));
    }

    private Runs runs(ThreadKind kind, Portion work) throws InterruptedException {
        Map<Integer, Run> quickest = new TreeMap<>();
        for (int round = 0; round < rounds; round++) {
            for (int threads = 1; threads <= THREADS_PER_CPU * cpus; threads *= 2) {
                quickest.merge(threads, run(kind, threads, work), Run::quicker);
            }
        }
        return new Runs(List.copyOf(quickest.values()));
    }

    private static Run run(ThreadKind kind, int size, Portion work) throws InterruptedException {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        long begin = System.nanoTime();
        work.run(SERIAL);
        for (int i = 0; i < size; i++) {
            Thread thread = kind.thread("worker-" + i, () -> {
                most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                work.run((1 - SERIAL) / size);
                atWork.decrementAndGet();
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return new Run(size, System.nanoTime() - begin, most.get());
    }

    /** A share of all the work. */
    private interface Portion {
        void run(double share) throws InterruptedException;
    }

    private void sleep(double share) throws InterruptedException {
        Thread.sleep(Duration.ofNanos((long) (share * sleep.toNanos())));
    }

    /** Takes steps that each need the result of the one before, so that a thread takes only one at a time. */
    private void compute(double share) {
        long result = 1;
        for (long i = 0; i < share * steps; i++) {
            result = result * 6_364_136_223_846_793_005L + 1;
        }
        results.addAndGet(result);
    }

    /** Returns the speed-up by the law of G. M. Amdahl, Validity of the single processor approach, 1967. */
    private static double amdahl(int processors) {
        return 1 / (SERIAL + (1 - SERIAL) / processors);
    }

    @Override
    public Outcome outcome(Finding found) {
        int most = found.sleepingPlatform().each().getLast().threads();
        double sleeping = found.sleepingPlatform().lastSpeedup();
        double computing = found.computingPlatform().lastSpeedup();
        boolean gains = sleeping > 1.5;
        boolean limited = computing < most / 2.0; // of four threads a CPU
        Verdict verdict = !gains ? Verdict.DOES_NOT_HOLD : limited ? Verdict.HOLDS_WITH_A_LIMIT : Verdict.HOLDS;
        return new Outcome(verdict,
                """
                        On %s threads, sleeping tasks ran %s times as fast as on one, computing tasks %s times, on %s.
                        Of %s virtual threads, at most %s were in the midst of their computing at one time; of as many
                        platform threads, %s."""
                        .formatted(most, Figures.decimal(sleeping, 2), Figures.decimal(computing, 2),
                                Machine.cpus(found.cpus()), most, found.computingVirtual().each().getLast().atOnce(),
                                found.computingPlatform().each().getLast().atOnce()),
                table("sleeping: threads", found.sleepingPlatform(), found.sleepingVirtual(), Speedup::amdahl),
                table("computing: threads", found.computingPlatform(), found.computingVirtual(),
                        threads -> amdahl(Math.min(threads, found.cpus()))),
                chart(found));
    }

    private static Table table(String work, Runs platform, Runs virtual, IntToDoubleFunction law) {
        Table table = new Table(work, "speed-up, platform", "speed-up, virtual", "Amdahl's law");
        for (int i = 0; i < platform.each().size(); i++) {
            int threads = platform.each().get(i).threads();
            table = table.row(Figures.count(threads), Figures.decimal(platform.speedup(i), 2),
                    Figures.decimal(virtual.speedup(i), 2), Figures.decimal(law.applyAsDouble(threads), 2));
        }
        return table;
    }

    private Chart chart(Finding found) {
        List<Run> each = found.sleepingPlatform().each();
        List<Tick> threads = each.stream().map(run -> new Tick(run.threads(), Figures.count(run.threads()))).toList();
        double highest = DoubleStream.concat(DoubleStream.of(amdahl(each.getLast().threads())),
                DoubleStream.of(found.sleepingPlatform().lastSpeedup(), found.sleepingVirtual().lastSpeedup(),
                        found.computingPlatform().lastSpeedup(), found.computingVirtual().lastSpeedup()))
                .max().orElseThrow();
        List<Tick> times = IntStream.rangeClosed(0, (int) Math.ceil(highest))
                .mapToObj(time -> new Tick(time, String.valueOf(time))).toList();
        return new Chart("Speed-up by number of threads, on " + Machine.cpus(found.cpus()),
                new Scale("threads", true, threads), new Scale("times as fast as one thread", false, times), List.of(
                        curve("sleeping, platform", found.sleepingPlatform()),
                        curve("sleeping, virtual", found.sleepingVirtual()),
                        curve("computing, platform", found.computingPlatform()),
                        curve("computing, virtual", found.computingVirtual()),
                        law("Amdahl's law", each, Speedup::amdahl),
                        law("Amdahl's law", each, n -> amdahl(Math.min(n, found.cpus())))),
                List.of());
    }

    private static Curve curve(String name, Runs runs) {
        return new Curve(name, false, IntStream.range(0, runs.each().size())
                .mapToObj(i -> new Point(runs.each().get(i).threads(), runs.speedup(i))).toList());
    }

    private static Curve law(String name, List<Run> each, IntToDoubleFunction law) {
        return new Curve(name, true, each.stream()
                .map(run -> new Point(run.threads(), law.applyAsDouble(run.threads()))).toList());
    }

    @Override
    public String next() {
        return """
                Set SERIAL in Speedup.java to 0.5. No number of threads makes it twice as fast now, whatever the tasks
                do.""";
    }
}
