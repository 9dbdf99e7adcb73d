package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import threadlab.bench.meter.ContextSwitches;
import threadlab.bench.meter.HeapProbe;
import threadlab.bench.meter.ProcessMeter;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Measurements;
import threadlab.client.engine.LoadGenerator;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.Nullable;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.client.transport.ClientTls;

/**
 * The load of one trial. Reads the server's figures at the edges of the measured window. All of it belongs to the thread
 * that runs it.
 */
final class TrialLoad implements LoadListener {
    /** With fewer sessions, what the server holds anyway drowns what they hold. */
    private static final int MANY = 1000;

    /**
     * What to load, and how.
     *
     * @param authorities of TLS, a PEM file; null for none
     */
    record Task(int port, String authorities, long serverPid, LoadPoint point, double newcomersPerSecond,
            double warmupSeconds, double longestWarmupSeconds, double durationSeconds) {

        LoadPlan plan() throws IOException {
            LoadPlan plain = point.load(port, newcomersPerSecond, longestWarmupSeconds, durationSeconds);
            return authorities == null
                    ? plain
                    : plain.withTarget(plain.target().withTls(ClientTls.of(Path.of(authorities), null, null)));
        }
    }

    private final Task task;
    private final LoadPlan plan;
    private final SteadyStateDetector convergence;
    private final ProcessMeter server;
    private LoadGenerator generator;
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
    record Report(String outcome, @Nullable String reason, Map<String, Long> failures, @Nullable Measurements figures,
            long fromEpochMillis,
            long toEpochMillis) {
    }

    TrialLoad(Task task) throws IOException {
        this.task = task;
        this.server = new ProcessMeter(task.serverPid);
        this.convergence = new SteadyStateDetector(task.warmupSeconds);
        this.plan = task.plan();
    }

    Report run() throws IOException, InterruptedException {
        if (manySessions()) {
            heapBefore = HeapProbe.bytes(task.serverPid);
        }
        memoryBefore = server.memory();
        generator = new LoadGenerator(plan, this);
        LoadResult load = generator.run();
        var failures = new TreeMap<String, Long>();
        load.failures().forEach((failure, count) -> failures.put(failure.toString(), count));
        boolean measured = load.echoes() > 0 && before != null && after != null;
        return new Report(load.outcome().name(), reason(load), failures, measured ? figures(load) : null,
                before == null ? 0 : before.time.toEpochMilli(), after == null ? 0 : after.time.toEpochMilli());
    }

    private boolean manySessions() {
        return plan.profile().initialSessions() >= MANY;
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
    public void progress(Interval interval) {
        double elapsed = interval.elapsed().toNanos() / 1e9;
        if (measuring || elapsed <= lastStep) {
            return;
        }
        convergence.add(interval.echoesPerSecond() * (elapsed - lastStep));
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
            heapAfter = HeapProbe.bytes(task.serverPid);
        }
    }

    private Edge edge() {
        return new Edge(Instant.now(), server.cpuSeconds());
    }

    private Sample switches() {
        return new Sample(System.nanoTime(), ContextSwitches.of(task.serverPid));
    }

    private Measurements figures(LoadResult load) {
        Histogram waits = load.latencies().probeWait();
        boolean newcomersCame = waits.getTotalCount() > 0;
        return new Measurements(load.echoes(), load.totalEchoes(), load.warmup().toNanos() / 1e9,
                load.echoesPerSecond(),
                latency(load.latencies().responseTime()), latency(load.latencies().serviceTime()), load.fairness(),
                load.firstEcho() == null ? null : load.firstEcho().toNanos() / 1e6,
                newcomersCame ? waits.getValueAtPercentile(50) / 1e6 : null,
                newcomersCame ? waits.getMaxValue() / 1e6 : null,
                task.newcomersPerSecond > 0 ? load.probes().unserved() : null, server(load),
                load.cpuMicrosPerEcho(), load.cpusBusy(), load.cost().stolen(), load.wasTheLimit());
    }

    private static Measurements.Latency latency(Histogram nanos) {
        return new Measurements.Latency(nanos.getValueAtPercentile(50) / 1e3, nanos.getValueAtPercentile(90) / 1e3,
                nanos.getValueAtPercentile(99) / 1e3, nanos.getValueAtPercentile(99.9) / 1e3,
                nanos.getMaxValue() / 1e3);
    }

    private Measurements.Server server(LoadResult load) {
        Double cpu = before.cpuSeconds == null || after.cpuSeconds == null
                ? null
                : after.cpuSeconds - before.cpuSeconds;
        ContextSwitches switches = switchesBefore.switches == null || switchesAfter.switches == null
                ? null
                : switchesAfter.switches.since(switchesBefore.switches);
        double echoesMeanwhile = load.echoesPerSecond() * (switchesAfter.nanos - switchesBefore.nanos) / 1e9;
        double echoes = load.echoes();
        return new Measurements.Server(cpu == null ? null : cpu * 1e6 / echoes,
                cpu == null ? null : cpu / (load.measured().toNanos() / 1e9), memoryAfter.residentBytes(),
                perSession(memoryBefore.residentBytes(), memoryAfter.residentBytes()),
                perSession(heapBefore, heapAfter), memoryAfter.threads(),
                switches == null ? null : switches.voluntary() / echoesMeanwhile,
                switches == null ? null : switches.involuntary() / echoesMeanwhile, null, null, null, null, null);
    }

    private Long perSession(Long bytesBefore, Long bytesAfter) {
        return bytesBefore == null || bytesAfter == null || !manySessions()
                ? null
                : (bytesAfter - bytesBefore) / plan.profile().initialSessions();
    }
}
