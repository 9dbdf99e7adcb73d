package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import threadlab.bench.stats.MinMedianMax;
import threadlab.support.control.ServerCounters;

/**
 * Where the time of a message went, as the server has counted it in the measured window: means per message. The times
 * of the branches of a fan are added up.
 *
 * @param inWorkMicros from the begin of the work of a message to its end
 * @param threadWaitMicros until a thread began with the work of a message; null if the thread that reads it does it
 * @param inWorkMean messages in work, on average over the time
 * @param inWorkMost messages in work at once
 * @param cpuSpeed how much the server computed in a microsecond after the load, divided by what the recipe takes for a
 *            microsecond; null if the recipe does not compute, or the server did not tell
 * @param stages one for each kind of stage that the recipe has
 */
public record WorkTimes(double inWorkMicros, @Nullable Double threadWaitMicros, double inWorkMean, double inWorkMost,
        @Nullable Double cpuSpeed, List<Stage> stages) {

    /**
     * The stages of a kind.
     *
     * @param stage its name in a recipe
     * @param places of all stages of the kind together; null if they hold none
     * @param askedMicros what the recipe drew; null if they hold a place
     * @param waitedMicros for a place; null if they hold none
     * @param hadMicros how long they took, or how long a place was held
     */
    public record Stage(String stage, @Nullable Double places, @Nullable Double askedMicros,
            @Nullable Double waitedMicros, double hadMicros) {
    }

    public static final String CPU = "cpu";
    public static final String WAIT = "wait";

    /** Returns what was between two readings of a server; nothing if no message was done. */
    public static Optional<WorkTimes> between(ServerCounters.Work before, ServerCounters.Work after) {
        double messages = after.messages() - before.messages();
        double elapsed = after.elapsedMillis() - before.elapsedMillis();
        if (!(messages > 0 && elapsed > 0) || after.stages().size() != before.stages().size()) {
            return Optional.empty();
        }
        double inWork = after.inWorkMillis() - before.inWorkMillis();
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < after.stages().size(); i++) {
            stages.add(stage(before.stages().get(i), after.stages().get(i), messages));
        }
        return Optional.of(new WorkTimes(inWork * 1e3 / messages,
                after.threadWaits() == before.threadWaits()
                        ? null
                        : (after.threadWaitMillis() - before.threadWaitMillis()) * 1e3 / messages,
                inWork / elapsed, after.mostInWork(), null, stages));
    }

    /**
     * Every message has the same stages. So the mean of a stage is multiplied by how often a message has it, and stages
     * that have ended in the window while their message has not, or the other way round, falsify nothing.
     */
    private static Stage stage(ServerCounters.Stage before, ServerCounters.Stage after, double messages) {
        double times = after.times() - before.times();
        double each = times > 0 ? Math.max(1, Math.rint(times / messages)) / times * 1e3 : 0;
        boolean holds = after.places() > 0;
        return new Stage(after.stage(), holds ? (double) after.places() : null,
                holds ? null : (after.askedMillis() - before.askedMillis()) * each,
                holds ? (after.waitedMillis() - before.waitedMillis()) * each : null,
                (after.hadMillis() - before.hadMillis()) * each);
    }

    /** Returns a copy with how fast the server computed after the load; null if that is not known. */
    public WorkTimes withCpuSpeed(@Nullable Double speed) {
        return new WorkTimes(inWorkMicros, threadWaitMicros, inWorkMean, inWorkMost, speed, stages);
    }

    /** Returns the medians over some trials; null if none has such times. */
    static @Nullable WorkTimes median(List<Trial> trials) {
        List<WorkTimes> all = trials.stream().map(trial -> trial.result().work()).filter(Objects::nonNull).toList();
        if (all.isEmpty()) {
            return null;
        }
        List<String> names = all.stream().flatMap(times -> times.stages.stream()).map(Stage::stage).distinct().toList();
        return new WorkTimes(median(all, WorkTimes::inWorkMicros), known(all, WorkTimes::threadWaitMicros),
                median(all, WorkTimes::inWorkMean), median(all, WorkTimes::inWorkMost), known(all, WorkTimes::cpuSpeed),
                names.stream().map(name -> medianOf(name, all)).toList());
    }

    private static Stage medianOf(String name, List<WorkTimes> all) {
        List<Stage> same = all.stream().flatMap(times -> times.stage(name).stream()).toList();
        return new Stage(name, known(same, Stage::places), known(same, Stage::askedMicros),
                known(same, Stage::waitedMicros), median(same, Stage::hadMicros));
    }

    private static <T> double median(List<T> all, ToDoubleFunction<T> value) {
        return Objects.requireNonNull(known(all, value::applyAsDouble), "there is one");
    }

    private static <T> @Nullable Double known(List<T> all, Function<T, @Nullable Double> value) {
        MinMedianMax spread = MinMedianMax.of(all.stream().map(value).filter(Objects::nonNull).toList());
        return spread == null ? null : spread.median();
    }

    /** Returns the stages of a kind; nothing if the recipe has none. */
    Optional<Stage> stage(String name) {
        return stages.stream().filter(stage -> stage.stage.equals(name)).findFirst();
    }

    /** Returns the CPU time that the recipe asks for; nothing if it does not compute. */
    public Optional<Double> cpuMicros() {
        return stage(CPU).map(Stage::askedMicros);
    }
}
