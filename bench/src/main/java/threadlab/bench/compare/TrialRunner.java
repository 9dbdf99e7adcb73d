package threadlab.bench.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import threadlab.client.Durations;

/** Runs one trial: a server process, a load process, pinned apart. Whatever goes wrong becomes a FAILED trial. */
final class TrialRunner {
    /** What a trial may take beyond its window: start, connections, the last echoes. */
    private static final int PATIENCE_SECONDS = 60;

    private final Plan plan;
    private final Pinning pinning;
    /** By name. */
    private final Map<String, Contestant> contestants;

    TrialRunner(Plan plan, Pinning pinning, List<Contestant> contestants) {
        this.plan = plan;
        this.pinning = pinning;
        this.contestants = contestants.stream().collect(Collectors.toMap(Contestant::name, Function.identity()));
    }

    Trial run(Plan.Step step) throws InterruptedException {
        List<String> serverCommand = pinning.server(contestants.get(step.contestant()).command());
        ServerProcess server;
        try {
            server = ServerProcess.start(serverCommand);
        } catch (IOException e) {
            return failed(step, serverCommand, List.of(), Map.of(), e.getMessage());
        }
        try {
            return run(step, server, serverCommand);
        } finally {
            server.stop();
        }
    }

    private Trial run(Plan.Step step, ServerProcess server, List<String> serverCommand) throws InterruptedException {
        List<String> loadCommand = pinning.load(loadCommand(step, server));
        LoadProcess.Report report;
        try {
            report = load(loadCommand);
        } catch (IOException e) {
            report = new LoadProcess.Report(Trial.FAILED, e.getMessage(), Map.of(), null);
        }
        String reason = server.earlyEnd() != null ? server.earlyEnd() : report.reason();
        if (server.earlyEnd() != null || Trial.FAILED.equals(report.outcome())) {
            return failed(step, serverCommand, loadCommand, report.failures(), reason);
        }
        return new Trial(step.number(), step.round(), step.contestant(), step.sessions(), report.outcome(), reason,
                serverCommand, loadCommand, report.failures(), report.figures());
    }

    private static Trial failed(Plan.Step step, List<String> serverCommand, List<String> loadCommand,
            Map<String, Long> failures, String reason) {
        return new Trial(step.number(), step.round(), step.contestant(), step.sessions(), Trial.FAILED, reason,
                serverCommand, loadCommand, failures, null);
    }

    private List<String> loadCommand(Plan.Step step, ServerProcess server) {
        return Contestant.java(LoadProcess.class, "--port", String.valueOf(server.port()), "--server-pid",
                String.valueOf(server.pid()), "--sessions", String.valueOf(step.sessions()), "--size",
                String.valueOf(plan.sizeBytes()), "--warmup", seconds(plan.warmupSeconds()), "--duration",
                seconds(plan.durationSeconds()));
    }

    private LoadProcess.Report load(List<String> command) throws IOException, InterruptedException {
        Process process = Children.start(new ProcessBuilder(command));
        try {
            var out = CompletableFuture.supplyAsync(() -> String.join("\n", process.inputReader().lines().toList()));
            var problem = CompletableFuture
                    .supplyAsync(() -> process.errorReader().lines().reduce((first, last) -> first).orElse(""));
            long limit = Math.round(plan.warmupSeconds() + plan.durationSeconds()) + PATIENCE_SECONDS;
            if (!process.waitFor(limit, TimeUnit.SECONDS)) {
                throw new IOException("the load did not end within " + limit + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException("the load ended with status " + process.exitValue() + ": " + problem.join());
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
