package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.meter.GcLog;
import threadlab.bench.meter.GcPauses;
import threadlab.bench.process.ServerProcess;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Trial;
import threadlab.bench.verdict.TrialResult;
import threadlab.bench.verdict.TrialSpec;
import threadlab.bench.verdict.WorkCell;
import threadlab.client.capacity.LatencyBound;
import threadlab.support.ChildProcesses;
import threadlab.support.IoErrors;

/**
 * Runs trials. Each has a server process of its own; all share one load process, on other CPUs. Whatever goes wrong is
 * a failed trial.
 */
final class TrialRunner implements AutoCloseable {
    /** A trial may take this long beyond its window: start, connections, last echoes. */
    private static final int OVERHEAD_SECONDS = 90;
    /** So many times the expected length of a search: an overloaded step waits up to 10 s for its last echoes. */
    private static final int PATIENCE = 10;

    /** @param window null if the load ended before it */
    record Outcome(Trial trial, @Nullable Window window) {
    }

    private final Plan plan;
    private final CpuAffinity cpuAffinity;
    /** The logs of servers go here. */
    private final Path scratch;
    private final @Nullable SelfSignedCertificate certificate;
    private final Map<String, Candidate> candidatesByName;
    private final List<String> loadCommand;
    private final LoadProcessClient load;

    /** @param scratch a folder that no other user can read */
    TrialRunner(Plan plan, CpuAffinity cpuAffinity, List<Candidate> candidates, Path scratch)
            throws IOException, InterruptedException {
        this.plan = plan;
        this.cpuAffinity = cpuAffinity;
        this.scratch = scratch;
        this.loadCommand = cpuAffinity.load(ChildProcesses.javaCommand(List.of(), LoadProcess.class));
        this.load = new LoadProcessClient(loadCommand);
        this.certificate = candidates.stream().anyMatch(Candidate::isTls) ? SelfSignedCertificate.in(scratch) : null;
        this.candidatesByName = candidates.stream().collect(Collectors.toMap(Candidate::name, Function.identity()));
    }

    Trial run(TrialSpec spec) throws InterruptedException {
        return run(spec, Instrumentation.NONE).trial();
    }

    Outcome run(TrialSpec spec, Instrumentation instrumentation) throws InterruptedException {
        Path gcLog = scratch.resolve("gc.log");
        List<String> options = Stream.concat(GcLog.options(gcLog).stream(), instrumentation.jvmOptions().stream())
                .toList();
        List<String> command = cpuAffinity.server(candidate(spec).command(options, certificate));
        ServerProcess server;
        try {
            Files.deleteIfExists(gcLog);
            server = ServerProcess.start(command);
        } catch (IOException e) {
            return new Outcome(new Trial(spec, TrialResult.failed(IoErrors.text(e), Map.of()),
                    new Trial.Commands(command, List.of())), null);
        }
        TrialLoad.Task task = task(spec, server, instrumentation == Instrumentation.NONE ? plan.findRate() : null);
        var stats = new StatsSampler(server, candidate(spec).hasCounters());
        TrialLoad.Report report;
        Optional<String> earlyEnd;
        try {
            report = load(task, instrumentation, server, stats);
            earlyEnd = server.earlyEnd();
        } finally {
            server.stop();
        }
        TrialResult result = report.result();
        if (earlyEnd.isPresent()) {
            result = TrialResult.failed(earlyEnd.get(), result.failures());
        } else if (result.isMeasured() && report.window() != null) {
            result = result.with(logged(server, gcLog, report.window()));
            if (stats.carriers() != null) {
                result = result.with(Map.of(Metric.CARRIERS, stats.carriers()));
            }
            result = stats.times().map(result::with).orElse(result);
        }
        List<String> byHand = Stream.concat(loadCommand.stream(), Stream.of(Json.line(task))).toList();
        return new Outcome(new Trial(spec, result, new Trial.Commands(command, byHand)), report.window());
    }

    private Candidate candidate(TrialSpec spec) {
        Candidate candidate = Objects.requireNonNull(candidatesByName.get(spec.candidate()), spec.candidate());
        WorkCell cell = spec.loadPoint().cell();
        return cell == null ? candidate : candidate.doing(cell);
    }

    private TrialLoad.Task task(TrialSpec spec, ServerProcess server, @Nullable String findRate) {
        String authorities = candidate(spec).isTls() && certificate != null
                ? certificate.authorities().toString()
                : null;
        return new TrialLoad.Task(server.port(), authorities, server.pid(), !candidate(spec).isOurs(),
                spec.loadPoint(), plan.timing(), plan.probeSessionsPerSecond(), findRate);
    }

    private TrialLoad.Report load(TrialLoad.Task task, Instrumentation instrumentation, ServerProcess server,
            StatsSampler stats) throws InterruptedException {
        double planned = plan.timing().longestWarmupSeconds() + plan.timing().durationSeconds()
                + (task.findRate() == null
                        ? 0
                        : PATIENCE * LatencyBound.parse(task.findRate()).expectedSearch().toSeconds());
        try {
            instrumentation.started(server.pid());
            stats.beforeLoad();
            TrialLoad.Report report = load.run(task, Duration.ofSeconds(Math.round(planned) + OVERHEAD_SECONDS),
                    stats::windowEdge);
            instrumentation.loaded();
            stats.afterLoad();
            return report;
        } catch (IOException e) {
            return TrialLoad.Report.failed(IoErrors.text(e));
        }
    }

    /** Returns the metrics in the server's log, and in what it reported at its end. */
    private static Map<Metric, Number> logged(ServerProcess server, Path gcLog, Window window)
            throws InterruptedException {
        Map<Metric, Number> logged = new EnumMap<>(Metric.class);
        server.stopped().map(stopped -> stopped.counters().startLatency()).filter(latency -> latency.sessions() > 0)
                .ifPresent(latency -> {
                    logged.put(Metric.START_LATENCY_MEAN, latency.meanMillis());
                    logged.put(Metric.START_LATENCY_MAX, latency.maxMillis());
                });
        GcPauses pauses = GcLog.in(gcLog, window.startEpochMillis(), window.endEpochMillis());
        if (pauses != null) {
            logged.put(Metric.GC_PAUSES, pauses.count());
            logged.put(Metric.GC_PAUSE_SHARE, pauses.totalMillis() / window.millis());
            logged.put(Metric.GC_PAUSE_MAX, pauses.longestMillis());
        }
        return logged;
    }

    @Override
    public void close() {
        load.close();
    }
}
