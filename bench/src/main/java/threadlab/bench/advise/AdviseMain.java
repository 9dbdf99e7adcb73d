package threadlab.bench.advise;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import threadlab.bench.verdict.Json;
import threadlab.support.AtomicFile;
import threadlab.support.cli.CommandLines;
import threadlab.support.cli.Terminal;

/** Main class of {@code ./lab advise}. */
@Command(name = "lab advise", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Says by five figures of a server of yours, before anything is measured here, whether virtual "
                + "threads could help it, and how to test that (docs/advise.md). All figures are means of the same "
                + "time, one of much load.")
public final class AdviseMain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--rate", required = true, paramLabel = "N", description = "Requests a second.")
    private double rate;

    @Option(names = "--latency", required = true, paramLabel = "TIME",
            description = "Mean latency, such as 45ms, as the server or a proxy beside it measures it, so without the "
                    + "network. It may include the wait for a thread of the pool: if more requests are in flight than "
                    + "the pool has threads, it does.")
    private Duration latency;

    @Option(names = "--cpus-busy", required = true, paramLabel = "N",
            description = "CPUs that the server keeps busy, such as 1.4.")
    private double cpusBusy;

    @Option(names = "--cpus", required = true, paramLabel = "N",
            description = "CPUs that it may use, such as 2, or the CPU limit of its container.")
    private double cpus;

    @Option(names = "--pool", required = true, paramLabel = "N",
            description = "Threads that serve its requests, each one at a time.")
    private int pool;

    @Option(names = "--quiet-latency", paramLabel = "TIME",
            description = "Mean latency of the same requests at a time of little load. It tells a full pool from a "
                    + "slow downstream, a lock or a full connection pool, which look the same without it.")
    private @Nullable Duration quietLatency;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the answer as JSON to this file.")
    private @Nullable Path json;

    public static void main(String... args) {
        CommandLines.program(() -> commandLine().execute(args), System.err, System::exit);
    }

    public static CommandLine commandLine() {
        return CommandLines.of(new AdviseMain());
    }

    @Override
    public Integer call() throws IOException {
        Advice advice = Advice.of(CommandLines.validate(spec,
                () -> Figures.of(rate, latency, cpusBusy, cpus, pool, quietLatency)));
        spec.commandLine().getOut().print(AdviceText.of(advice, Terminal.columns()));
        spec.commandLine().getOut().flush();
        if (json != null) {
            AtomicFile.write(json, Json.text(advice) + "\n");
        }
        return 0;
    }
}
