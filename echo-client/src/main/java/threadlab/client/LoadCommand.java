package threadlab.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
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

/** Puts a server under load and tells what came back, how fast. */
@Command(name = "load", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs a closed loop in many sessions at once and verifies every byte of every echo.")
final class LoadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Target target;

    @Option(names = "--sessions", defaultValue = "100", paramLabel = "N",
            description = "Connections held at the same time. Default: ${DEFAULT-VALUE}.")
    private int sessions;

    @Option(names = "--size", defaultValue = "64", paramLabel = "BYTES",
            description = "Bytes in a message. Default: ${DEFAULT-VALUE}.")
    private int size;

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
            System.out.print(report(result));
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
            return new LoadPlan(target.host, target.port, sessions, size, warmup, duration);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    /** Fails before the run, not after it, where the file cannot be written; leaves an earlier result as it is. */
    private void checkJson() throws IOException {
        if (json != null) {
            Files.newOutputStream(json, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
        }
    }

    static String report(LoadResult result) {
        LoadPlan plan = result.plan();
        var text = new StringBuilder(String.format(Locale.ROOT,
                "%s: %,d sessions, %,d-byte messages, %s after %s of warm-up%n", result.outcome(), plan.sessions(),
                plan.size(), Durations.text(plan.duration()), Durations.text(plan.warmup())));
        if (result.echoes() > 0) {
            text.append(String.format(Locale.ROOT, "  echoes     %,d (%,.0f a second), every byte verified%n",
                    result.echoes(), result.echoesPerSecond()));
            for (double percentile : new double[]{50, 90, 99, 99.9, 99.99}) {
                text.append(String.format(Locale.ROOT, "  %-10s %.3f ms%n",
                        "p" + Double.toString(percentile).replace(".0", ""), result.latencyMicros(percentile) / 1e3));
            }
            text.append(String.format(Locale.ROOT, "  %-10s %.3f ms%n", "max", result.maxLatencyMicros() / 1e3));
            text.append(String.format(Locale.ROOT, "  load CPU   %.2f us an echo, %.2f CPUs busy%n",
                    result.cpuMicrosPerEcho(), result.cpuShare()));
        }
        text.append(String.format(Locale.ROOT, "  in all     %,d echoes with the warm-up%n", result.totalEchoes()));
        result.failures().forEach((failure, count) -> text
                .append(String.format(Locale.ROOT, "  failed     %,d sessions %s%n", count, failure)));
        if (result.firstFailure() != null) {
            text.append("  first      ").append(EchoClientMain.printable(result.firstFailure())).append('\n');
        }
        return text.toString();
    }
}
