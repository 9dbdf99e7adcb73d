package threadlab.bench.diff;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.stats.Forks;

/**
 * A measured value of a benchmark.
 *
 * @param value as JMH computed it; NaN if it could not
 * @param unit such as {@code ns/op}
 * @param iterationsByFork one value for each iteration; empty if the report has none
 */
record Score(double value, String unit, List<double[]> iterationsByFork) {

    /** Returns null if no ratio can be computed from the values. */
    @Nullable
    Forks forks() {
        return Forks.of(iterationsByFork);
    }

    /** Returns the score of the forks of both passes. */
    Score plus(Score pass) {
        int forks = Math.max(1, iterationsByFork.size());
        int more = Math.max(1, pass.iterationsByFork.size());
        return new Score((value * forks + pass.value * more) / (forks + more), unit,
                Stream.concat(iterationsByFork.stream(), pass.iterationsByFork.stream()).toList());
    }

    Direction better() {
        return Direction.ofUnit(unit);
    }
}
