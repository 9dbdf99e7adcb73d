package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threadlab.bench.meter.GcLog;
import threadlab.bench.meter.GcPauses;
import threadlab.bench.verdict.Figures;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Trial;
import threadlab.client.Durations;

/** Runs one trial: a server process, a load process, pinned apart. Whatever goes wrong becomes a FAILED trial. */
final class TrialRunner {
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
    private final Pinning pinning;
    /** For the logs of servers. */
    private final Path scratch;
    /** By name. */
    private final Map<String, Contestant> contestants;

    TrialRunner(Plan plan, Pinning pinning, List<Contestant> contestants, Path scratch) {
        this.plan = plan;
        this.pinning = pinning;
        this.scratch = scratch;
        this.contestants = contestants.stream().collect(Collectors.toMap(Contestant::name, Function.identity()));
    }

    Trial run(Plan.Step step) throws InterruptedException {
        return run(step, NONE).trial();
    }

    Outcome run(Plan.Step step, Lens lens) throws InterruptedException {
        Path log = scratch.resolve("gc.log");
        List<String> options = Stream.concat(GcLog.options(log).stream(), lens.options().stream()).toList();
        List<String> command = pinning.server(contestants.get(step.contestant()).command(options));
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
        List<String> loadCommand = pinning.load(loadCommand(step, server));
        LoadProcess.Report report;
        try {
            lens.started(server.pid());
            report = load(loadCommand);
            lens.loaded();
        } catch (IOException e) {
            report = new LoadProcess.Report(Trial.FAILED, e.getMessage(), Map.of(), null, 0, 0);
        }
        String reason = server.earlyEnd() != null ? server.earlyEnd() : report.reason();
        Trial trial = server.earlyEnd() != null || report.figures() == null || Trial.FAILED.equals(report.outcome())
                ? failed(step, serverCommand, loadCommand, report.failures(), reason)
                : new Trial(step.number(), step.round(), step.contestant(), step.point(), report.outcome(), reason,
                        serverCommand, loadCommand, report.failures(), report.figures());
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
        StartDelay delay = StartDelay.in(server.lastLine());
        GcPauses pauses = GcLog.in(log, outcome.fromEpochMillis, outcome.toEpochMillis);
        double windowMillis = outcome.toEpochMillis - outcome.fromEpochMillis;
        Figures.Server told = trial.figures().server().with(delay == null ? null : delay.meanMillis(),
                delay == null ? null : delay.maxMillis(), pauses == null ? null : pauses.count(),
                pauses == null ? null : pauses.totalMillis() / windowMillis,
                pauses == null ? null : pauses.longestMillis());
        return new Trial(trial.number(), trial.round(), trial.contestant(), trial.point(), trial.outcome(),
                trial.reason(), trial.serverCommand(), trial.loadCommand(), trial.failures(),
                trial.figures().with(told));
    }

    private List<String> loadCommand(Plan.Step step, ServerProcess server) {
        return Contestant.java(LoadProcess.class, "--port", String.valueOf(server.port()), "--server-pid",
                String.valueOf(server.pid()), "--point", Json.line(step.point()), "--newcomers",
                String.valueOf(plan.newcomersPerSecond()), "--warmup", seconds(plan.warmupSeconds()),
                "--longest-warmup", seconds(plan.longestWarmupSeconds()), "--duration",
                seconds(plan.durationSeconds()));
    }

    private LoadProcess.Report load(List<String> command) throws IOException, InterruptedException {
        Process process = Children.start(new ProcessBuilder(command));
        try {
            // Threads of their own: the common pool may have a single one, and then one pipe would wait for the other.
            var out = CompletableFuture.supplyAsync(() -> String.join("\n", process.inputReader().lines().toList()),
                    Thread::startVirtualThread);
            var problem = CompletableFuture.supplyAsync(
                    () -> process.errorReader().lines().reduce((first, last) -> first).orElse(""),
                    Thread::startVirtualThread);
            long limit = Math.round(plan.longestWarmupSeconds() + plan.durationSeconds()) + PATIENCE_SECONDS;
            if (!process.waitFor(limit, TimeUnit.SECONDS)) {
                throw new IOException("the load did not end within " + limit + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException("the load ended with status " + process.exitValue()
                        + (problem.join().isEmpty() ? "" : ": " + problem.join()));
            }
            return Json.read(LoadProcess.Report.class, out.join());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static String seconds(double seconds) {
        return Durations.text(Duration.ofNanos(Math.round(seconds * 1e9)));
    }
}
