package threadlab.client.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import threadlab.client.capacity.CapacityReport;
import threadlab.client.capacity.LatencyBound;
import threadlab.client.cluster.ClusterLoad;
import threadlab.client.engine.LoadGenerator;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.SourceAddresses;
import threadlab.client.preflight.ResourceLimits;
import threadlab.client.result.HistogramLog;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.client.result.ResultJson;
import threadlab.client.result.ResultText;
import threadlab.client.result.Thresholds;
import threadlab.client.transport.ConnectionErrors;
import threadlab.support.AtomicFile;
import threadlab.support.Counted;
import threadlab.support.FileAccessException;
import threadlab.support.IoErrors;
import threadlab.support.cli.CommandLines;
import threadlab.support.cli.ControlOption;
import threadlab.support.cli.ProgressLine;
import threadlab.support.cli.ResultFile;
import threadlab.support.control.ControlChannel;
import threadlab.support.control.Failed;
import threadlab.support.control.UnknownRequest;

/** Puts a server under load and reports its throughput and latencies. */
@Command(name = "load", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Loads an echo server with many sessions at once, in a closed or an open loop, and verifies "
                + "every byte of every echo.")
final class LoadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private LoadPlanOptions options;

    @Option(names = "--json", paramLabel = "FILE",
            description = "Also write the result as JSON to this file, whole or not at all. A link stays; a device or "
                    + "a pipe is written into.")
    private @Nullable Path json;

    @Option(names = "--hlog", paramLabel = "FILE",
            description = "Write the latencies to this file in the HdrHistogram log format, one interval a second.")
    private @Nullable Path hlog;

    @Option(names = "--max-p99", paramLabel = "TIME",
            description = "Exit with 1 if the p99 of the response times is longer.")
    private @Nullable Duration maxP99;

    @Option(names = "--min-rate", paramLabel = "N", description = "Exit with 1 if the echoes a second are fewer.")
    private @Nullable Double minRate;

    @Option(names = "--max-errors", paramLabel = "N",
            description = "Exit with 1 only if more sessions than this fail. Default: 0.")
    private @Nullable Long maxErrors;

    @Mixin
    private ClusterLoadOptions cluster;

    @Mixin
    private ControlOption control;

    private ControlChannel channel = ControlChannel.none();

    private final ProgressLine terminal = new ProgressLine(System.err);

    /** Runs a plan, alone or on a cluster. */
    private interface Runner {
        LoadResult run(LoadListener listener) throws IOException, InterruptedException;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLines.check(spec, () -> ResultFile.requireDifferent(control.resultFile(),
                new ResultFile("--json", json), new ResultFile("--hlog", hlog)));
        return control.run(System.in, System.out, this::run);
    }

    private int run(ControlChannel opened) throws IOException, InterruptedException {
        channel = opened;
        var hook = new ShutdownHook();
        LoadPlan plan = CommandLines.validate(spec, () -> options.plan(options.tls.read()));
        Thresholds thresholds = CommandLines.validate(spec, () -> new Thresholds(maxP99, minRate, maxErrors));
        LatencyBound bound = options.bound();
        if (bound != null) {
            CommandLines.check(spec, this::checkForOneRate);
        }
        Runner runner = CommandLines.validate(spec, () -> runner(plan, hook));
        Optional<String> shortage = cluster.isRequested()
                ? Optional.empty()
                : ResourceLimits.shortage(
                        bound == null ? plan : RateFinder.withPortsOfAllSteps(plan, bound));
        if (shortage.isPresent()) {
            return fail(shortage.get());
        }
        channel.serveInBackground(UnknownRequest::new, hook::stop);
        return hook.hold(() -> {
            try {
                return bound == null ? run(plan, thresholds, runner) : findRate(plan, bound, hook);
            } catch (FileAccessException e) {
                return fail(e.getMessage());
            } catch (IOException e) {
                return fail(cluster.isRequested()
                        ? IoErrors.text(e)
                        : ConnectionErrors.describe(plan.target().host(), plan.target().port(), e));
            }
        });
    }

    private int fail(String reason) {
        channel.send(new Failed(reason));
        return CommandLines.fail(spec, reason);
    }

    private Runner runner(LoadPlan plan, ShutdownHook hook) {
        if (cluster.isRequested()) {
            ClusterLoad load = cluster.load(plan);
            return listener -> load.run(listener, terminal::println, hook::then);
        }
        cluster.checkNoneGiven();
        checkSources(plan);
        return listener -> {
            var generator = new LoadGenerator(plan, listener);
            hook.then(generator::stop);
            return generator.run();
        };
    }

    /** Refuses source addresses before the run; in a cluster they belong to the workers' machines. */
    private static void checkSources(LoadPlan plan) {
        try {
            SourceAddresses.resolve(plan.target());
        } catch (UnknownHostException e) {
            // connecting reports it
        }
    }

    private int run(LoadPlan plan, Thresholds thresholds, Runner runner) throws IOException, InterruptedException {
        if (json != null) {
            AtomicFile.check(json); // before the run, not after it
        }
        try (HistogramLog log = hlog == null ? null : new HistogramLog(hlog)) {
            return run(plan, thresholds, runner, log);
        }
    }

    private int run(LoadPlan plan, Thresholds thresholds, Runner runner, @Nullable HistogramLog log)
            throws IOException, InterruptedException {
        Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<LoadListener> listeners = new ArrayList<>(List.of(new LoadListener() {
            @Override
            public void measuring() {
                channel.send(new LoadEvents.Measuring());
            }
        }));
        if (terminal.isShown()) {
            listeners.add(new LoadProgress(terminal::show, plan));
        }
        if (log != null) {
            listeners.add(log);
        }
        LoadResult result = runner.run(LoadListener.all(listeners));
        List<String> missed = thresholds.missed(result);
        boolean met = thresholds.met(result);
        channel.send(new LoadEvents.Result(ResultJson.map(result, missed, startedAt)));
        PrintStream text = control.text(System.out);
        text.print(ResultText.of(result, missed));
        if (result.failed() > 0 && met) {
            text.printf(Locale.ROOT, "  allowed    %s, at most %,d%n",
                    Counted.of(result.failed(), "failed session"), maxErrors);
        }
        text.flush();
        boolean written = writeJson(ResultJson.text(result, missed, startedAt));
        if (log != null && !log.isWritten()) {
            written = false;
            CommandLines.fail(spec, "cannot write all of " + hlog);
        }
        return written && met ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** Refuses options of a load at one rate. */
    private void checkForOneRate() {
        LoadPlanOptions.refuse("--hlog", hlog, LoadPlanOptions.ONE_RATE);
        LoadPlanOptions.refuse("--max-p99", maxP99, LoadPlanOptions.ONE_RATE);
        LoadPlanOptions.refuse("--min-rate", minRate, LoadPlanOptions.ONE_RATE);
        LoadPlanOptions.refuse("--max-errors", maxErrors, LoadPlanOptions.ONE_RATE);
        LoadPlanOptions.refuse("--cluster", cluster.isRequested() ? true : null, LoadPlanOptions.ONE_RATE);
    }

    private int findRate(LoadPlan plan, LatencyBound bound, ShutdownHook hook)
            throws IOException, InterruptedException {
        if (json != null) {
            AtomicFile.check(json);
        }
        Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        CapacityReport report = new RateFinder(plan, bound, terminal).find(hook);
        Map<String, Object> result = report.map(startedAt);
        channel.send(new LoadEvents.Result(result));
        PrintStream text = control.text(System.out);
        text.print(report.text());
        text.flush();
        boolean written = writeJson(ResultJson.text(result));
        return written && report.outcome() == LoadResult.Outcome.OK ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private boolean writeJson(String text) {
        try {
            if (json != null) {
                AtomicFile.write(json, text);
            }
            return true;
        } catch (FileAccessException e) {
            CommandLines.fail(spec, e.getMessage());
            return false;
        }
    }
}
