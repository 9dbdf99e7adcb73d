package threadlab.client.cli;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import threadlab.client.cluster.ClusterLoad;
import threadlab.client.engine.LoadGenerator;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.Durations;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.SourceAddresses;
import threadlab.client.plan.Target;
import threadlab.client.preflight.ResourceLimits;
import threadlab.client.result.HistogramLog;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.client.result.ResultJson;
import threadlab.client.result.ResultText;
import threadlab.client.result.Thresholds;
import threadlab.client.result.WholeFile;
import threadlab.client.verify.MessageSizes;

/** Puts a server under load and tells what came back, how fast. */
@Command(name = "load", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Loads an echo server with many sessions at once, in a closed or an open loop, and verifies every "
                + "byte of every echo.")
final class LoadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TargetOptions target;

    @Mixin
    private ClientTlsOptions tls;

    @Option(names = "--source", paramLabel = "ADDRESS",
            description = "Address of this machine to connect from; repeat it to spread the sessions over several, each "
                    + "with ports of its own. Default: the system's choice.")
    private List<String> sources = List.of();

    @Option(names = "--sessions", defaultValue = "100", paramLabel = "N",
            description = "Busy connections held at the same time. Default: ${DEFAULT-VALUE}.")
    private int sessions;

    @Option(names = "--connect-rate", defaultValue = "0", paramLabel = "N",
            description = "Connections opened a second before the load begins. Default: 0, as fast as they are taken.")
    private double connectRate;

    @Option(names = "--idle-sessions", defaultValue = "0", paramLabel = "N",
            description = "Connections held open beside the busy ones that never send. Default: ${DEFAULT-VALUE}.")
    private int idle;

    @Option(names = "--churn", defaultValue = "0", paramLabel = "N",
            description = "Busy sessions a second that end and are replaced. Default: 0, none.")
    private double churn;

    @Option(names = "--newcomers", defaultValue = "0", paramLabel = "N",
            description = "Further sessions a second that come under the measured load for one echo each; their wait is "
                    + "reported apart. Default: 0, none.")
    private double newcomers;

    @Option(names = "--size", defaultValue = "64", paramLabel = "BYTES", converter = SizeRange.class,
            description = "Bytes in a message, N or MIN..MAX. Default: ${DEFAULT-VALUE}.")
    private MessageSizes size;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
            description = "Of the sizes and of random arrivals: the same seed repeats them. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--depth", paramLabel = "N",
            description = "Messages in flight per session: in a closed loop so many, default 1; in an open loop at most "
                    + "so many, default 1024.")
    private Integer depth;

    @Option(names = "--think", converter = Durations.class, paramLabel = "TIME",
            description = "Closed loop: pause between an echo and the next message. Default: 0s.")
    private Duration think;

    @Option(names = "--rate", paramLabel = "N",
            description = "Open loop: messages a second over all sessions, sent when they are due whatever the server "
                    + "does. Without it the loop is closed.")
    private Double rate;

    @Option(names = "--arrival", paramLabel = "KIND",
            description = "Open loop: ${COMPLETION-CANDIDATES}. Default: constant.")
    private LoadModel.Arrival arrival;

    @Option(names = "--ramp", converter = Durations.class, paramLabel = "TIME",
            description = "Open loop: time in which the rate grows from nothing. Default: 0s.")
    private Duration ramp;

    @Option(names = "--no-verify", negatable = false, description = "Do not compare the echoes with what was sent.")
    private boolean unverified;

    @Option(names = "--warmup", defaultValue = "2s", converter = Durations.class, paramLabel = "TIME",
            description = "Full load before the measurement, not counted. Default: ${DEFAULT-VALUE}.")
    private Duration warmup;

    @Option(names = "--duration", converter = Durations.class, paramLabel = "TIME",
            description = "Time measured, such as 500ms, 10s, 2m. Default: 5s.")
    private Duration duration;

    @Option(names = "--echoes", paramLabel = "N",
            description = "Measure so many echoes, however long they take, in place of a duration.")
    private Long echoes;

    @Option(names = "--json", paramLabel = "FILE",
            description = "Write the result as JSON to this file as well, whole or not at all. A link stays; a device or a "
                    + "pipe is written into.")
    private Path json;

    @Option(names = "--hlog", paramLabel = "FILE",
            description = "Write the latencies to this file in the HdrHistogram log format, an interval a second.")
    private Path hlog;

    @Option(names = "--max-p99", converter = Durations.class, paramLabel = "TIME",
            description = "Exit with 1 if the p99, from the time at which messages were due, is longer.")
    private Duration maxP99;

    @Option(names = "--min-rate", paramLabel = "N", description = "Exit with 1 if the echoes a second are fewer.")
    private Double minRate;

    @Option(names = "--max-errors", paramLabel = "N",
            description = "Exit with 1 only if more sessions than this fail. Default: 0.")
    private Long maxErrors;

    @Mixin
    private ClusterLoadOptions cluster;

    /** Something that runs a plan. */
    private interface Runner {
        LoadResult run(LoadListener listener) throws IOException, InterruptedException;
    }

    @Override
    public Integer call() throws InterruptedException {
        LoadPlan plan;
        try {
            plan = plan();
        } catch (IOException e) {
            return EchoClientMain.fail(e.getMessage());
        }
        Thresholds limits = limits();
        var interrupt = new ShutdownHook();
        Runner runner = runner(plan, interrupt);
        Optional<String> shortage = cluster.isAsked() ? Optional.empty() : ResourceLimits.of(plan);
        if (shortage.isPresent()) {
            return EchoClientMain.fail(shortage.get());
        }
        return interrupt.hold(() -> {
            try {
                return run(plan, limits, runner);
            } catch (FileSystemException e) {
                return EchoClientMain.fail(target, e);
            } catch (IOException e) {
                return cluster.isAsked() ? EchoClientMain.fail(e.getMessage()) : EchoClientMain.fail(target, e);
            }
        });
    }

    private Runner runner(LoadPlan plan, ShutdownHook interrupt) {
        try {
            if (cluster.isAsked()) {
                ClusterLoad load = cluster.load(plan);
                return listener -> load.run(listener, LoadCommand::say, interrupt);
            }
            cluster.checkNoneGiven();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        return listener -> {
            var generator = new LoadGenerator(plan, listener);
            interrupt.then(generator::stop);
            return generator.run();
        };
    }

    /** On a line of its own, also where a progress line is written over and over. */
    private static void say(String line) {
        System.err.println((Ansi.AUTO.enabled() ? ProgressLine.WIPE : "") + CommandLines.printable(line));
    }

    private int run(LoadPlan plan, Thresholds limits, Runner runner) throws IOException, InterruptedException {
        if (json != null) {
            WholeFile.check(json); // before the run, not after it
        }
        try (HistogramLog log = hlog == null ? null : new HistogramLog(hlog)) {
            return run(plan, limits, runner, log);
        }
    }

    /** @param log null for none */
    private int run(LoadPlan plan, Thresholds limits, Runner runner, HistogramLog log)
            throws IOException, InterruptedException {
        Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<LoadListener> listeners = new ArrayList<>();
        if (Ansi.AUTO.enabled()) {
            listeners.add(new ProgressLine(System.err, plan));
        }
        if (log != null) {
            listeners.add(log);
        }
        LoadResult result = runner.run(LoadListener.all(listeners));
        List<String> missed = limits.missed(result);
        System.out.print(ResultText.of(result, missed));
        System.out.flush();
        if (result.failed() > 0 && limits.held(result)) {
            System.out.printf(Locale.ROOT, "  allowed    %,d failed sessions, at most %,d%n", result.failed(),
                    maxErrors);
        }
        boolean written = writeJson(ResultJson.text(result, missed, startedAt));
        if (log != null && !log.isWritten()) {
            written = false;
            EchoClientMain.fail("cannot write all of " + hlog);
        }
        return written && limits.held(result) ? 0 : 1;
    }

    private boolean writeJson(String text) {
        try {
            if (json != null) {
                WholeFile.write(json, text);
            }
            return true;
        } catch (IOException e) {
            EchoClientMain.fail("cannot write " + json + ": " + WholeFile.reason(e));
            return false;
        }
    }

    private LoadPlan plan() throws IOException {
        try {
            var route = new Target(target.host, target.port, sources, tls.read());
            var shape = new ConnectionProfile(sessions, connectRate, idle, churn, newcomers);
            if (!cluster.isAsked()) { // else they are addresses of the workers' machines
                checkSources(route);
            }
            return new LoadPlan(route, shape, new MessageSizes(size.min(), size.max(), seed), pacing(), !unverified,
                    extent());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    /** Before the run, not in the middle of it. */
    private static void checkSources(Target route) {
        try {
            SourceAddresses.resolve(route);
        } catch (UnknownHostException e) {
            // connecting will say so
        }
    }

    private RunLimit extent() {
        if (echoes == null) {
            return RunLimit.ofTime(warmup, duration == null ? Duration.ofSeconds(5) : duration);
        }
        refuse("--duration", duration, "a run by time, without --echoes");
        return RunLimit.ofEchoes(warmup, echoes);
    }

    private Thresholds limits() {
        try {
            return new Thresholds(maxP99, minRate, maxErrors);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private LoadModel pacing() {
        if (rate == null) {
            refuse("--arrival", arrival, "--rate");
            refuse("--ramp", ramp, "--rate");
            return new LoadModel.Closed(depth == null ? 1 : depth, think == null ? Duration.ZERO : think);
        }
        refuse("--think", think, "a closed loop, without --rate");
        return new LoadModel.Open(rate, arrival == null ? LoadModel.Arrival.CONSTANT : arrival,
                ramp == null ? Duration.ZERO : ramp, depth == null ? LoadModel.Open.DEEP : depth);
    }

    private void refuse(String option, Object given, String needed) {
        if (given != null) {
            String value = given instanceof Duration time ? Durations.text(time) : given.toString();
            throw new IllegalArgumentException(option + " is " + value + ", allowed: only with " + needed);
        }
    }
}
