package threadlab.bench.diff;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.stats.Evidence;
import threadlab.bench.stats.Interval;
import threadlab.bench.stats.OddForks;

/**
 * A comparison as JSON; docs/jmh-diff.md describes the fields.
 *
 * @param by parameter whose values are compared; null if reports are compared
 * @param confidence of differences and intervals
 * @param margin within which two scores are the same
 * @param rows the benchmarks' own scores first, in the order of the table
 */
record DiffJson(String schema, @Nullable String by, double confidence, double margin, String baseline,
        List<Candidate> candidates, List<RowJson> rows, Summary summary) {
    /** Its number grows with every change that a reader must know of. */
    static final String SCHEMA = "threadlab-jmh-diff/3";

    /**
     * A report or value that is compared with the baseline.
     *
     * @param geometricMeanCost mean ratio of the costs of an operation
     * @param missing benchmarks that only the baseline has
     */
    record Candidate(String name, @Nullable Double geometricMeanCost, List<BenchmarkKey> missing) {
    }

    /** One row of the table; {@code metric} is null for the score of the benchmark itself. */
    record RowJson(BenchmarkKey benchmark, @Nullable String metric, String candidate, String unit, Scores scores,
            Ratio ratio, String change, String evidence, Forks forks) {

        static RowJson of(Row row) {
            Interval interval = row.interval();
            return new RowJson(row.key(), row.metric(), row.candidate(), row.baselineScore().unit(),
                    new Scores(finite(row.baselineScore().value()), finite(row.score().value())),
                    new Ratio(finite(row.ratio()), interval == null ? null : interval.low(),
                            interval == null ? null : interval.high(), row.finding().pValue()),
                    row.change().name(), row.finding().evidence().name(),
                    new Forks(Side.of(row.baselineScore(), row.finding().base()),
                            Side.of(row.score(), row.finding().now())));
        }
    }

    /** Scores as JMH computed them. */
    record Scores(@Nullable Double baseline, @Nullable Double candidate) {
    }

    /**
     * Ratio of the scores.
     *
     * @param low end of the interval
     * @param high end of the interval
     * @param pValue corrected for the number of rows
     */
    record Ratio(@Nullable Double estimate, @Nullable Double low, @Nullable Double high, @Nullable Double pValue) {
    }

    /** Forks of both reports. */
    record Forks(Side baseline, Side candidate) {
    }

    /**
     * Forks of a report.
     *
     * @param setAside those far from the others
     * @param times their median score, relative to the others
     */
    record Side(int count, int setAside, @Nullable Double times) {
        static Side of(Score score, OddForks odd) {
            return new Side(score.iterationsByFork().size(), odd.count(), odd.count() == 0 ? null : odd.times());
        }
    }

    /** How many rows could be judged, and the sentences under the table. */
    record Summary(long byForks, long byIterations, long notJudged, List<String> findings, List<String> remarks) {
    }

    static DiffJson of(Diff diff) {
        return new DiffJson(SCHEMA, diff.by(), diff.judging().confidence(), diff.judging().margin(),
                diff.baseline().name(),
                diff.candidates().stream().map(report -> new Candidate(report.name(),
                        finite(diff.geometricMeanCost(report)),
                        diff.missing().getOrDefault(report.name(), List.of()))).toList(),
                Stream.concat(diff.rows().stream(), diff.secondary().stream()).map(RowJson::of).toList(),
                new Summary(diff.judgedBy(Evidence.FORKS), diff.judgedBy(Evidence.ITERATIONS),
                        diff.judgedBy(Evidence.NONE), DiffFindings.sentences(diff), DiffFindings.remarks(diff)));
    }

    /** JSON has no NaN. */
    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
