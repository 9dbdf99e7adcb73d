package threadlab.bench.diff;

import java.util.Arrays;
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
 * @param error of JMH, NaN if the report has none
 * @param iterations number of those that the error is of; 0 if it is unknown
 */
public record Score(double value, String unit, List<double[]> iterationsByFork, double error, int iterations) {

    /** Returns null if no ratio can be computed from the values. */
    @Nullable
    public Forks forks() {
        if (iterationsByFork.isEmpty()) {
            return Forks.ofError(value, error, iterations);
        }
        return value > 0 && Double.isFinite(value) ? Forks.of(iterationsByFork) : null;
    }

    /** Returns the score of the forks of both passes. A pass without iterations counts as one fork. */
    Score plus(Score pass) {
        int forks = Math.max(1, iterationsByFork.size());
        int more = Math.max(1, pass.iterationsByFork.size());
        return new Score((value * forks + pass.value * more) / (forks + more), unit,
                Stream.concat(values().stream(), pass.values().stream()).toList(), Double.NaN, 0);
    }

    private List<double[]> values() {
        return iterationsByFork.isEmpty() ? List.of(new double[]{value}) : iterationsByFork;
    }

    /** Returns the same score in another unit; null if that is of another kind. */
    @Nullable
    public Score in(String other) {
        double factor = Units.factor(unit, other);
        if (factor == 1) {
            return new Score(value, other, iterationsByFork, error, iterations);
        }
        return Double.isNaN(factor)
                ? null
                : new Score(value * factor, other, iterationsByFork.stream()
                        .map(fork -> Arrays.stream(fork).map(iteration -> iteration * factor).toArray()).toList(),
                        error * factor, iterations);
    }

    public Direction better() {
        return Direction.ofUnit(unit);
    }

    /** Returns whether another score has the very same samples, and some that differ, so that it is not by chance. */
    boolean hasSamplesOf(Score other) {
        return Arrays.deepEquals(iterationsByFork.toArray(), other.iterationsByFork.toArray())
                && iterationsByFork.stream().flatMapToDouble(Arrays::stream).distinct().count() > 1;
    }

    /** Returns whether all that was measured is this value. */
    boolean isAlways(double constant) {
        return value == constant && iterationsByFork.stream().flatMapToDouble(Arrays::stream)
                .allMatch(iteration -> iteration == constant);
    }

    /** Returns whether each fork has measured something. */
    boolean isPositiveInEachFork() {
        return value > 0 && iterationsByFork.stream().allMatch(fork -> Arrays.stream(fork).sum() > 0);
    }
}
