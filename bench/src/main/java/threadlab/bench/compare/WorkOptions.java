package threadlab.bench.compare;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadlab.server.work.Computing;
import threadlab.server.work.Work;

/** The options of {@code compare} for what the servers do for a message before they echo it. */
final class WorkOptions {
    private static final InetSocketAddress NOT_STARTED_YET = InetSocketAddress.createUnresolved("backend", 0);

    @Option(names = "--work", paramLabel = "RECIPE",
            description = "What each server does for a message before it echoes it, such as 'cpu 50us, wait 8ms', "
                    + "or a name: api, cpu, gateway (docs/workloads.md). With one --size. A backend for the stage call "
                    + "is started on the CPUs of the load. Default: nothing.")
    private @Nullable String recipe;

    @Option(names = "--cpu-unit", paramLabel = "N",
            description = "With --work: so many steps of the stage cpu count as a microsecond, for all servers. "
                    + "Default: measured at the start.")
    private @Nullable Integer stepsPerMicro;

    /** Returns whether the work, which must be right, can be done only by threads that it may block. */
    boolean needsThread() {
        return recipe != null && Work.needsThread(recipe);
    }

    /** Returns whether the servers need a backend; the recipe must be a right one. */
    boolean calls() {
        return recipe != null && Work.calls(recipe);
    }

    boolean isAsked() {
        return recipe != null;
    }

    /**
     * Returns the options of a server; none without work. The first call measures how fast this machine computes, if
     * that is not given.
     *
     * @param sizes of a message, as the load has them
     * @throws IllegalArgumentException in one line, if the recipe is wrong, or has no size of its own
     */
    List<String> arguments(List<String> sizes) {
        if (recipe == null) {
            if (stepsPerMicro != null) {
                throw new IllegalArgumentException("cpu-unit is " + stepsPerMicro + ", allowed: only with work");
            }
            return List.of();
        }
        if (sizes.size() != 1 || !sizes.getFirst().matches("\\d{1,7}")) {
            throw new IllegalArgumentException(
                    "size is " + String.join(",", sizes) + ", allowed with work: one number");
        }
        Work.of(recipe, Integer.parseInt(sizes.getFirst()), 0,
                new Computing(stepsPerMicro == null ? 1 : stepsPerMicro), NOT_STARTED_YET);
        if (stepsPerMicro == null) {
            stepsPerMicro = Work.computes(recipe) ? Computing.calibrated().stepsPerMicro() : 1;
        }
        return List.of("--work", recipe, "--message", sizes.getFirst(), "--cpu-unit", stepsPerMicro.toString());
    }

    /** Returns a sentence for the report; none without work. */
    List<String> remarks() {
        return recipe == null
                ? List.of()
                : List.of("Each message has this work before its echo: " + Work.recipe(recipe) + " (" + stepsPerMicro
                        + " steps of cpu are a microsecond)."
                        + (calls() ? " The backend that it calls ran on the CPUs of the load." : ""));
    }

    /** Returns what a command has to add to its arguments so that it repeats this run with the same work. */
    List<String> measured(List<String> arguments) {
        return recipe == null || stepsPerMicro == null || arguments.contains("--cpu-unit")
                || arguments.stream().anyMatch(argument -> argument.startsWith("--cpu-unit="))
                        ? List.of()
                        : List.of("--cpu-unit", stepsPerMicro.toString());
    }
}
