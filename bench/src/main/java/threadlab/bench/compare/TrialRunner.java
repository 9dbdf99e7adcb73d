package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threadlab.bench.meter.GcLog;
import threadlab.bench.meter.GcPauses;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.Measurements;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Trial;

/** Runs trials: a server process for each, one load process, pinned apart. Whatever goes wrong is a FAILED trial. */
final class TrialRunner implements AutoCloseable {
    /** What a trial may take beyond its window: start, connections, the last echoes. */
    private static final int PATIENCE_SECONDS = 90;

    /** Looks at a server more closely; in trials whose figures do not count. */
    interface Lens {
        /** Of a JVM of ours. */
        default List<String> options() {
            return List.of();
        }

        /** The server accepts; no session is there yet. */
        default void started(long pid) throws IOException, InterruptedException {
        }

        /** The sessions have gone, the server is still there. */
        default void loaded() throws IOException, InterruptedException {
        }
    }

    private static final Lens NONE = new Lens() {
    };

    /** A trial and the edges of its window on the clock that logs have. */
    record Outcome(Trial trial, long fromEpochMillis, long toEpochMillis) {
    }

    private final Plan plan;
    private final CpuAffinity pinning;
    /** For the logs of servers. */
    private final Path scratch;
    /** Null where nobody speaks TLS. */
    private final SelfSignedCertificate certificate;
    /** By name. */
    private final Map<String, Candidate> contestants;
    private final List<String> loadCommand;
    private final LoadProcessClient loader;

    /** @param scratch a folder that nobody else can read */
    TrialRunner(Plan plan, CpuAffinity pinning, List<Candidate> contestants, Path scratch)
            throws IOException, InterruptedException {
        this.plan = plan;
        this.pinning = pinning;
        this.scratch = scratch;
        this.loadCommand = pinning.load(Candidate.java(LoadProcess.class));
        this.loader = new LoadProcessClient(loadCommand);
        this.certificate = contestants.stream().anyMatch(Candidate::isTls) ? SelfSignedCertificate.in(scratch) : null;
        this.contestants = contestants.stream().collect(Collectors.toMap(Candidate::name, Function.identity()));
    }

    Trial run(Plan.Step step) throws InterruptedException {
        return run(step, NONE).trial();
    }

    Outcome run(Plan.Step step, Lens lens) throws InterruptedException {
        Path log = scratch.resolve("gc.log");
        List<String> options = Stream.concat(GcLog.options(log).stream(), lens.options().stream()).toList();
        List<String> command = pinning.server(contestants.get(step.contestant()).command(options, certificate));
        ServerProcess server;
        try {
            Files.deleteIfExists(log);
            server = ServerProcess.start(command);
        } catch (IOException e) {
            return new Outcome(failed(step, command, List.of(), Map.of(), e.getMessage()), 0, 0);
        }
        Outcome outcome;
        try {
            outcome = run(step, lens, server, command);
        } finally {
            server.stop();
        }
        return new Outcome(complete(outcome, server, log), outcome.fromEpochMillis, outcome.toEpochMillis);
    }

    private Outcome run(Plan.Step step, Lens lens, ServerProcess server, List<String> serverCommand)
            throws InterruptedException {
        String authorities = contestants.get(step.contestant()).isTls() ? certificate.authorities().toString() : null;
        TrialLoad.Task task = new TrialLoad.Task(server.port(), authorities, server.pid(), step.point(),
                plan.newcomersPerSecond(),
                plan.warmupSeconds(), plan.longestWarmupSeconds(), plan.durationSeconds());
        List<String> byHand = Stream.concat(loadCommand.stream(), Stream.of(Json.line(task))).toList();
        TrialLoad.Report report;
        try {
            lens.started(server.pid());
            report = loader.run(task, Math.round(plan.longestWarmupSeconds() + plan.durationSeconds())
                    + PATIENCE_SECONDS);
            lens.loaded();
        } catch (IOException e) {
            report = new TrialLoad.Report(Trial.FAILED, e.getMessage(), Map.of(), null, 0, 0);
        }
        String reason = server.earlyEnd() != null ? server.earlyEnd() : report.reason();
        Trial trial = server.earlyEnd() != null || report.figures() == null || Trial.FAILED.equals(report.outcome())
                ? failed(step, serverCommand, byHand, report.failures(), reason)
                : new Trial(step.number(), step.round(), step.contestant(), step.point(), report.outcome(), reason,
                        serverCommand, byHand, report.failures(), report.figures());
        return new Outcome(trial, report.fromEpochMillis(), report.toEpochMillis());
    }

    private static Trial failed(Plan.Step step, List<String> serverCommand, List<String> loadCommand,
            Map<String, Long> failures, String reason) {
        return new Trial(step.number(), step.round(), step.contestant(), step.point(), Trial.FAILED, reason,
                serverCommand, loadCommand, failures, null);
    }

    /** With what the server's log and its last line tell. */
    private static Trial complete(Outcome outcome, ServerProcess server, Path log) {
        Trial trial = outcome.trial;
        if (!trial.endedWell()) {
            return trial;
        }
        ReportedStartLatency delay = ReportedStartLatency.in(server.lastLine());
        GcPauses pauses = GcLog.in(log, outcome.fromEpochMillis, outcome.toEpochMillis);
        double windowMillis = outcome.toEpochMillis - outcome.fromEpochMillis;
        Measurements.Server told = trial.figures().server().with(delay == null ? null : delay.meanMillis(),
                delay == null ? null : delay.maxMillis(), pauses == null ? null : pauses.count(),
                pauses == null ? null : pauses.totalMillis() / windowMillis,
                pauses == null ? null : pauses.longestMillis());
        return new Trial(trial.number(), trial.round(), trial.contestant(), trial.point(), trial.outcome(),
                trial.reason(), trial.serverCommand(), trial.loadCommand(), trial.failures(),
                trial.figures().with(told));
    }

    @Override
    public void close() {
        loader.close();
    }
}
