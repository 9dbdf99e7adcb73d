package threadlab.bench.compare;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import threadlab.bench.meter.ContextSwitches;
import threadlab.bench.meter.LiveHeap;
import threadlab.bench.meter.ProcessMeter;
import threadlab.bench.verdict.Figures;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.Point;
import threadlab.client.Durations;
import threadlab.client.LoadGenerator;
import threadlab.client.LoadListener;
import threadlab.client.LoadPlan;
import threadlab.client.LoadResult;

/**
 * The load of one trial, a process of its own so that it has its own CPU, heap and JIT. Reads the server's figures at
 * the edges of the measured window and prints its own result as JSON on standard output.
 */
@Command(name = "trial-load", description = "The load of one trial of compare; prints JSON.")
final class LoadProcess implements Callable<Integer>, LoadListener {
    /** With fewer sessions, what the server holds anyway drowns what they hold. */
    private static final int MANY = 1000;

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--server-pid", required = true)
    private long serverPid;

    @Option(names = "--point", required = true, description = "as JSON")
    private String point;

    @Option(names = "--newcomers", required = true)
    private double newcomers;

    @Option(names = "--warmup", required = true, converter = Durations.class)
    private Duration warmup;

    @Option(names = "--longest-warmup", required = true, converter = Durations.class)
    private Duration longestWarmup;

    @Option(names = "--duration", required = true, converter = Durations.class)
    private Duration duration;

    /** All that follows is the thread's that runs the load. */
    private LoadPlan plan;
    private LoadGenerator generator;
    private Convergence convergence;
    private ProcessMeter server;
    private Edge before;
    private Edge after;
    private boolean measuring;
    private double lastStep;
    private ProcessMeter.Memory memoryBefore;
    private ProcessMeter.Memory memoryAfter;
    private Long heapBefore;
    private Long heapAfter;

    private Sample switchesBefore;
    private Sample switchesAfter;

    /** What the server had used when the window began or ended; null for what is not told. */
    private record Edge(Instant time, Double cpuSeconds) {
    }

    /** Taken just outside of the window, for reading thousands of threads takes the load's CPU a while. */
    private record Sample(long nanos, ContextSwitches switches) {
    }

    /**
     * The outcome and the figures of one load; figures are null when there are none worth the name.
     *
     * @param fromEpochMillis the edges of the measured window on the clock that logs have; 0 if there was none
     */
    record Report(String outcome, String reason, Map<String, Long> failures, Figures figures, long fromEpochMillis,
            long toEpochMillis) {
    }

    public static void main(String... args) {
        System.exit(new CommandLine(new LoadProcess()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        server = new ProcessMeter(serverPid);
        convergence = new Convergence(warmup.toNanos() / 1e9);
        plan = Json.read(Point.class, point).load(port, newcomers, longestWarmup, duration);
        if (manySessions()) {
            heapBefore = LiveHeap.bytes(serverPid);
        }
        memoryBefore = server.memory();
        generator = new LoadGenerator(plan, this);
        LoadResult load = generator.run();
        var failures = new TreeMap<String, Long>();
        load.failures().forEach((failure, count) -> failures.put(failure.toString(), count));
        boolean measured = load.echoes() > 0 && before != null && after != null;
        System.out.println(Json.text(new Report(load.outcome().name(), reason(load), failures,
                measured ? figures(load) : null, before == null ? 0 : before.time.toEpochMilli(),
                after == null ? 0 : after.time.toEpochMilli())));
        return 0;
    }

    private boolean manySessions() {
        return plan.shape().sessions() + plan.shape().idle() >= MANY;
    }

    /** Why the load is not OK; null if it is. */
    private static String reason(LoadResult load) {
        if (load.firstFailure() == null && load.echoes() == 0) {
            return "no message of the measured window came back";
        }
        return load.firstFailure() != null
                ? load.firstFailure()
                : load.reasons().isEmpty() ? null : String.join("; ", load.reasons());
    }

    @Override
    public void progress(Step step) {
        double elapsed = step.elapsed().toNanos() / 1e9;
        if (measuring || elapsed <= lastStep) {
            return;
        }
        convergence.add(step.echoesPerSecond() * (elapsed - lastStep));
        lastStep = elapsed;
        if (convergence.endsBlock(elapsed) && convergence.isReached(elapsed, server.cpuSeconds())) {
            switchesBefore = switches();
            generator.measureNow();
        }
    }

    @Override
    public void measuring() {
        measuring = true;
        before = edge();
        if (switchesBefore == null) { // the longest warm-up was over
            switchesBefore = switches();
        }
    }

    /** Between the end of the window and that of the sessions: each has echoed and holds what it holds. */
    @Override
    public void measured() {
        after = edge();
        switchesAfter = switches();
        memoryAfter = server.memory();
        if (heapBefore != null) {
            heapAfter = LiveHeap.bytes(serverPid);
        }
    }

    private Edge edge() {
        return new Edge(Instant.now(), server.cpuSeconds());
    }

    private Sample switches() {
        return new Sample(System.nanoTime(), ContextSwitches.of(serverPid));
    }

    private Figures figures(LoadResult load) {
        Histogram waits = load.latencies().waits();
        boolean newcomersCame = waits.getTotalCount() > 0;
        return new Figures(load.echoes(), load.totalEchoes(), load.warmup().toNanos() / 1e9, load.echoesPerSecond(),
                latency(load.latencies().whenDue()), latency(load.latencies().whenSent()), load.fairness(),
                load.firstEcho() == null ? null : load.firstEcho().toNanos() / 1e6,
                newcomersCame ? waits.getValueAtPercentile(50) / 1e6 : null,
                newcomersCame ? waits.getMaxValue() / 1e6 : null,
                newcomers > 0 ? load.newcomers().unserved() : null, server(load),
                load.cpuMicrosPerEcho(), load.cpuShare(), load.cost().stolen(), load.wasTheLimit());
    }

    private static Figures.Latency latency(Histogram nanos) {
        return new Figures.Latency(nanos.getValueAtPercentile(50) / 1e3, nanos.getValueAtPercentile(90) / 1e3,
                nanos.getValueAtPercentile(99) / 1e3, nanos.getValueAtPercentile(99.9) / 1e3,
                nanos.getMaxValue() / 1e3);
    }

    private Figures.Server server(LoadResult load) {
        Double cpu = before.cpuSeconds == null || after.cpuSeconds == null
                ? null
                : after.cpuSeconds - before.cpuSeconds;
        ContextSwitches switches = switchesBefore.switches == null || switchesAfter.switches == null
                ? null
                : switchesAfter.switches.since(switchesBefore.switches);
        double echoesMeanwhile = load.echoesPerSecond() * (switchesAfter.nanos - switchesBefore.nanos) / 1e9;
        double echoes = load.echoes();
        return new Figures.Server(cpu == null ? null : cpu * 1e6 / echoes,
                cpu == null ? null : cpu / (load.measured().toNanos() / 1e9), memoryAfter.residentBytes(),
                perSession(memoryBefore.residentBytes(), memoryAfter.residentBytes()),
                perSession(heapBefore, heapAfter), memoryAfter.threads(),
                switches == null ? null : switches.voluntary() / echoesMeanwhile,
                switches == null ? null : switches.involuntary() / echoesMeanwhile, null, null, null, null, null);
    }

    private Long perSession(Long bytesBefore, Long bytesAfter) {
        return bytesBefore == null || bytesAfter == null || !manySessions()
                ? null
                : (bytesAfter - bytesBefore) / (plan.shape().sessions() + plan.shape().idle());
    }
}
