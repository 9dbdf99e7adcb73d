package threadlab.bench.diff;

import java.util.List;
import java.util.stream.Stream;
import threadlab.bench.stats.Forks;

/**
 * One figure of a benchmark.
 *
 * @param score as JMH has it; not a number where JMH could not tell
 * @param unit for example {@code ns/op}
 * @param iterationsByFork a figure per iteration; empty where the report holds none
 */
record Score(double score, String unit, List<double[]> iterationsByFork) {

    /** Null where no ratio can be formed. */
    Forks forks() {
        return Forks.of(iterationsByFork);
    }

    /** With the forks of another pass; the score is that of all forks. */
    Score plus(Score pass) {
        int forks = Math.max(1, iterationsByFork.size());
        int more = Math.max(1, pass.iterationsByFork.size());
        return new Score((score * forks + pass.score * more) / (forks + more), unit,
                Stream.concat(iterationsByFork.stream(), pass.iterationsByFork.stream()).toList());
    }

    Direction better() {
        return Direction.ofUnit(unit);
    }
}
