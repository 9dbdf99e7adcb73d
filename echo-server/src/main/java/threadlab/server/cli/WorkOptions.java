package threadlab.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadlab.server.work.Computing;
import threadlab.server.work.Work;

/** The options for what a server does for a message before it echoes it. */
final class WorkOptions {
    private static final int DEFAULT_MESSAGE = 64;

    @Option(names = "--work", paramLabel = "RECIPE",
            description = "What is done for each message before it is echoed, such as 'cpu 50us, pool 20 { wait 8ms }', "
                    + "or a name: api, cpu, gateway (docs/workloads.md). Default: nothing.")
    private @Nullable String recipe;

    @Option(names = "--message", paramLabel = "BYTES",
            description = "With --work: so many bytes of a session are a message. Default: 64.")
    private @Nullable Integer messageBytes;

    @Option(names = "--cpu-unit", paramLabel = "N",
            description = "With --work: so many steps of the stage cpu count as a microsecond. Default: measured at "
                    + "the start.")
    private @Nullable Integer stepsPerMicro;

    @Option(names = "--work-seed", paramLabel = "N",
            description = "With --work: the same seed draws the same times for the same messages. Default: 1.")
    private @Nullable Long seed;

    /**
     * Returns the work; null without one.
     *
     * @throws IllegalArgumentException in one line, for values that are not allowed
     */
    @Nullable
    Work work() {
        if (recipe == null) {
            refuse("message", messageBytes);
            refuse("cpu-unit", stepsPerMicro);
            refuse("work-seed", seed);
            return null;
        }
        return Work.of(recipe, messageBytes == null ? DEFAULT_MESSAGE : messageBytes, seed == null ? 1 : seed,
                computing(recipe));
    }

    private static void refuse(String option, @Nullable Number value) {
        if (value != null) {
            throw new IllegalArgumentException(option + " is " + value + ", allowed: only with work");
        }
    }

    private Computing computing(String recipe) {
        if (stepsPerMicro != null) {
            return new Computing(stepsPerMicro);
        }
        return Work.computes(recipe) ? Computing.calibrated() : new Computing(1);
    }
}
