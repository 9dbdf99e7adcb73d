package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.ResponseTimeCurve;
import threadlab.bench.verdict.TrialResult;
import threadlab.bench.verdict.TrialTiming;
import threadlab.client.capacity.LatencyBound;
import threadlab.client.capacity.SteppedLoad;
import threadlab.client.engine.LoadGenerator;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.client.transport.ClientTls;

/** The load of one trial, which also samples the server. Not thread-safe. */
final class TrialLoad implements LoadListener {
    /** Each takes some microseconds, and the system counts CPU time in ticks of 10 ms. */
    private static final long ECHOES_OF_A_TICK = 10_000;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};
    private static final List<Metric> RESPONSE_TIME = List.of(Metric.RESPONSE_TIME_P50, Metric.RESPONSE_TIME_P90,
            Metric.RESPONSE_TIME_P99, Metric.RESPONSE_TIME_P999, Metric.RESPONSE_TIME_MAX);
    private static final List<Metric> SERVICE_TIME = List.of(Metric.SERVICE_TIME_P50, Metric.SERVICE_TIME_P90,
            Metric.SERVICE_TIME_P99, Metric.SERVICE_TIME_P999, Metric.SERVICE_TIME_MAX);

    /**
     * The load of one trial, and the process that it is to sample.
     *
     * @param authorities a PEM file with the certificates that the load trusts; null for a load without TLS
     * @param hasProcesses whether the server may have started others, which count as it does
     * @param findRate the bound within which to look for the highest rate after the window; null for no search
     */
    record Task(int port, @Nullable String authorities, long serverPid, boolean hasProcesses, LoadPoint loadPoint,
            TrialTiming timing, double probeSessionsPerSecond, @Nullable String findRate) {
        LoadPlan plan() throws IOException {
            return secured(loadPoint.load(port, probeSessionsPerSecond, timing));
        }

        /** Returns the load that looks for the highest rate, which is set for each step. */
        LoadPlan search() throws IOException {
            return secured(loadPoint.at(1).load(port, 0, timing));
        }

        private LoadPlan secured(LoadPlan plain) throws IOException {
            return authorities == null
                    ? plain
                    : plain.withTarget(plain.target().withTls(ClientTls.of(Path.of(authorities), null, null)));
        }
    }

    /** @param window null if the load ended before it */
    record Report(TrialResult result, @Nullable Window window) {
        static Report failed(@Nullable String reason) {
            return new Report(TrialResult.failed(reason, Map.of()), null);
        }
    }

    /** Where nobody else has to know when the load is measured. */
    static final Runnable NOBODY_WAITS = () -> {
    };

    private final Task task;
    private final Runnable windowEdge;
    private final LoadPlan plan;
    private final SteadyStateDetector steadyState;
    private final ServerSampler server;
    private final LoadGenerator generator;
    private boolean isMeasuring;
    private double lastElapsedSeconds;

    /** @param windowEdge run when the measured window begins, and when it ends */
    TrialLoad(Task task, Runnable windowEdge) throws IOException {
        this.task = task;
        this.windowEdge = windowEdge;
        this.plan = task.plan();
        this.server = new ServerSampler(task.serverPid, task.hasProcesses, plan.profile().initialSessions());
        this.steadyState = new SteadyStateDetector(task.timing.warmupSeconds());
        this.generator = new LoadGenerator(plan, this);
    }

    /** Blocks until the load has ended. */
    Report run() throws IOException, InterruptedException {
        server.beforeSessions();
        LoadResult load = generator.run();
        var failures = new TreeMap<String, Long>();
        load.failures().forEach((failure, count) -> failures.put(failure.toString(), count));
        Window window = server.window();
        return new Report(window == null || load.outcome() == LoadResult.Outcome.FAILED
                ? TrialResult.failed(reason(load), failures)
                : withCapacity(measured(load), load), window);
    }

    /** Looks for the highest rate, if that was asked for. The window has warmed the server up. */
    private TrialResult withCapacity(TrialResult measured, LoadResult load) throws IOException, InterruptedException {
        return task.findRate == null || !measured.isMeasured()
                ? measured
                : measured.with(new SteppedLoad(task.search(), LatencyBound.parse(task.findRate),
                        SteppedLoad.NO_WATCHER).search(load.echoesPerSecond()));
    }

    private TrialResult measured(LoadResult load) {
        Map<Metric, Number> metrics = metrics(load);
        Number cpusBusy = metrics.get(Metric.SERVER_CPU);
        boolean isServedByAnother = cpusBusy != null && cpusBusy.doubleValue() == 0
                && load.echoes() >= ECHOES_OF_A_TICK;
        return isServedByAnother
                ? TrialResult.failed(String.format(Locale.ROOT, "the server's process used no CPU time for %,d echoes: "
                        + "another one serves, which it has not started itself", load.echoes()), Map.of())
                : TrialResult.measured(load.outcome().name(), reason(load), load.wasTheLimit(), metrics)
                        .withCurve(ResponseTimeCurve.of(load.latencies().responseTime()));
    }

    /** Returns why the load is not OK; null if it is. */
    private static @Nullable String reason(LoadResult load) {
        if (load.firstFailure() != null) {
            return load.firstFailure();
        }
        if (load.echoes() == 0) {
            return "no message of the measured window came back";
        }
        return load.reasons().isEmpty() ? null : String.join("; ", load.reasons());
    }

    @Override
    public void progress(Interval interval) {
        double elapsed = interval.elapsed().toNanos() / 1e9;
        if (isMeasuring || elapsed <= lastElapsedSeconds) {
            return;
        }
        steadyState.add(interval.echoesPerSecond() * (elapsed - lastElapsedSeconds));
        lastElapsedSeconds = elapsed;
        if (steadyState.endsBlock(elapsed) && steadyState.isReached(elapsed, server.cpuSeconds())
                && generator.waitingSessions() == 0) { // who is not served would be in no latency
            server.beforeWindow();
            generator.measureNow();
        }
    }

    @Override
    public void measuring() {
        isMeasuring = true;
        server.windowStarts();
        windowEdge.run();
    }

    /** Called between the end of the window and that of the sessions: each has echoed, and holds what it holds. */
    @Override
    public void measured() {
        windowEdge.run(); // first, since the sampler takes its time
        server.windowEnds();
    }

    private Map<Metric, Number> metrics(LoadResult load) {
        Map<Metric, Number> metrics = new EnumMap<>(Metric.class);
        metrics.put(Metric.ECHOES, load.echoes());
        metrics.put(Metric.TOTAL_ECHOES, load.totalEchoes());
        metrics.put(Metric.WARMUP, load.warmup().toNanos() / 1e9);
        metrics.put(Metric.RATE, load.echoesPerSecond());
        metrics.put(Metric.LOAD_CPU_PER_ECHO, load.cpuMicrosPerEcho());
        metrics.put(Metric.LOAD_CPU, load.cpusBusy());
        metrics.put(Metric.IN_FLIGHT, load.echoesPerSecond() * load.latencies().responseTime().getMean() / 1e9);
        putPercentiles(metrics, RESPONSE_TIME, load.latencies().responseTime());
        putPercentiles(metrics, SERVICE_TIME, load.latencies().serviceTime());
        putIfKnown(metrics, Metric.FAIRNESS, load.fairness());
        putIfKnown(metrics, Metric.SESSIONS_UNSERVED, load.unservedSessions());
        putIfKnown(metrics, Metric.FIRST_ECHO, load.firstEcho() == null ? null : load.firstEcho().toNanos() / 1e6);
        putIfKnown(metrics, Metric.STOLEN, load.cost().supply().stolen());
        if (task.probeSessionsPerSecond > 0) {
            metrics.put(Metric.PROBES, load.probes().opened());
            metrics.put(Metric.PROBES_UNSERVED, load.probes().unserved());
        }
        Histogram waits = load.latencies().probeWait();
        if (waits.getTotalCount() > 0) {
            metrics.put(Metric.PROBE_WAIT_P50, Latencies.nanos(waits, 50) / 1e6);
            metrics.put(Metric.PROBE_WAIT_MAX, Latencies.nanos(waits, 100) / 1e6);
        }
        metrics.putAll(server.metrics(load));
        return metrics;
    }

    private static void putPercentiles(Map<Metric, Number> metrics, List<Metric> ofPercentiles, Histogram nanos) {
        for (int i = 0; i < PERCENTILES.length; i++) {
            metrics.put(ofPercentiles.get(i), Latencies.nanos(nanos, PERCENTILES[i]) / 1e3);
        }
    }

    static void putIfKnown(Map<Metric, Number> metrics, Metric metric, @Nullable Number value) {
        if (value != null) {
            metrics.put(metric, value);
        }
    }
}
