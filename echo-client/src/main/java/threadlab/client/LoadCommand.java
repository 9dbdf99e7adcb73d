package threadlab.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts a server under load and tells what came back, how fast. */
@Command(name = "load", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Loads an echo server with many sessions at once, in a closed or an open loop, and verifies every "
                + "byte of every echo.")
final class LoadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Target target;

    @Option(names = "--sessions", defaultValue = "100", paramLabel = "N",
            description = "Connections held at the same time. Default: ${DEFAULT-VALUE}.")
    private int sessions;

    @Option(names = "--size", defaultValue = "64", paramLabel = "BYTES", converter = SizeRange.class,
            description = "Bytes in a message, N or MIN..MAX. Default: ${DEFAULT-VALUE}.")
    private SizeRange size;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
            description = "Of the sizes and of random arrivals: the same seed repeats them. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--depth", paramLabel = "N",
            description = "Closed loop: messages in flight per session. Default: 1.")
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
    private Pacing.Arrival arrival;

    @Option(names = "--ramp", converter = Durations.class, paramLabel = "TIME",
            description = "Open loop: time in which the rate grows from nothing. Default: 0s.")
    private Duration ramp;

    @Option(names = "--no-verify", negatable = false, description = "Do not compare the echoes with what was sent.")
    private boolean unverified;

    @Option(names = "--warmup", defaultValue = "2s", converter = Durations.class, paramLabel = "TIME",
            description = "Full load before the measurement, not counted. Default: ${DEFAULT-VALUE}.")
    private Duration warmup;

    @Option(names = "--duration", defaultValue = "5s", converter = Durations.class, paramLabel = "TIME",
            description = "Time measured, such as 500ms, 10s, 2m. Default: ${DEFAULT-VALUE}.")
    private Duration duration;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON to this file as well.")
    private Path json;

    @Override
    public Integer call() throws InterruptedException {
        LoadPlan plan = plan();
        Optional<String> shortage = Descriptors.shortage(plan.sessions());
        if (shortage.isPresent()) {
            return EchoClientMain.fail(shortage.get());
        }
        LoadListener listener = Ansi.AUTO.enabled() ? new ProgressLine(System.err, plan) : new LoadListener() {
        };
        try {
            checkJson();
            LoadResult result = new LoadGenerator(plan, listener).run();
            System.out.print(ResultText.of(result));
            if (json != null) {
                Files.writeString(json, ResultJson.text(result));
            }
            return result.outcome() == LoadResult.Outcome.OK ? 0 : 1;
        } catch (IOException e) {
            return EchoClientMain.fail(target, e);
        }
    }

    private LoadPlan plan() {
        try {
            return new LoadPlan(target.host, target.port, sessions, new Sizes(size.min(), size.max(), seed), pacing(),
                    !unverified, warmup, duration);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private Pacing pacing() {
        if (rate == null) {
            refuse("--arrival", arrival, "--rate");
            refuse("--ramp", ramp, "--rate");
            return new Pacing.Closed(depth == null ? 1 : depth, think == null ? Duration.ZERO : think);
        }
        refuse("--depth", depth, "a closed loop, without --rate");
        refuse("--think", think, "a closed loop, without --rate");
        return new Pacing.Open(rate, arrival == null ? Pacing.Arrival.CONSTANT : arrival,
                ramp == null ? Duration.ZERO : ramp);
    }

    private void refuse(String option, Object given, String needed) {
        if (given != null) {
            String value = given instanceof Duration time ? Durations.text(time) : given.toString();
            throw new IllegalArgumentException(option + " is " + value + ", allowed: only with " + needed);
        }
    }

    /** Fails before the run, not after it, where the file cannot be written; leaves an earlier result as it is. */
    private void checkJson() throws IOException {
        if (json != null) {
            Files.newOutputStream(json, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
        }
    }

}
