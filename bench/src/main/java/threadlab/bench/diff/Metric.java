package threadlab.bench.diff;

import java.util.List;
import threadlab.bench.stats.Forks;

/**
 * One figure of a benchmark.
 *
 * @param score as JMH has it; not a number where JMH could not tell
 * @param unit for example {@code ns/op}
 * @param iterationsByFork a figure per iteration; empty where the report holds none
 */
record Metric(double score, String unit, List<double[]> iterationsByFork) {

    /** Null where no ratio can be formed. */
    Forks forks() {
        return Forks.of(iterationsByFork);
    }

    Better better() {
        return Better.ofUnit(unit);
    }
}
