package threadlab.bench.diff;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.stats.Interval;
import threadlab.bench.stats.SignificanceTest;

/**
 * A comparison as JSON; docs/jmh-diff.md describes the fields.
 *
 * @param by parameter whose values are compared; null if reports are compared
 * @param confidence of each interval
 * @param rows the benchmarks' own scores first, in the order of the table
 */
record DiffJson(String schema, @Nullable String by, double confidence, String baseline, List<Candidate> candidates,
        List<RowJson> rows, Summary summary) {
    /** Its number grows with every change that a reader must know of. */
    static final String SCHEMA = "threadlab-jmh-diff/2";

    /**
     * A report or value that is compared with the baseline.
     *
     * @param geometricMeanCost mean ratio of the costs of an operation
     */
    record Candidate(String name, @Nullable Double geometricMeanCost) {
    }

    /** One row of the table; {@code metric} is null for the score of the benchmark itself. */
    record RowJson(BenchmarkKey benchmark, @Nullable String metric, String candidate, String unit, Scores scores,
            Ratio ratio, String change) {

        static RowJson of(Row row) {
            Interval interval = row.interval();
            return new RowJson(row.key(), row.metric(), row.candidate(), row.baselineScore().unit(),
                    new Scores(finite(row.baselineScore().value()), finite(row.score().value())),
                    new Ratio(finite(row.ratio()), interval == null ? null : interval.low(),
                            interval == null ? null : interval.high(), row.finding().pValue()),
                    row.change().name());
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

    /** The sentences under the table. */
    record Summary(List<String> findings, List<String> remarks) {
    }

    static DiffJson of(Diff diff) {
        return new DiffJson(SCHEMA, diff.by(), SignificanceTest.CONFIDENCE, diff.baseline().name(),
                diff.candidates().stream().map(report -> new Candidate(report.name(),
                        finite(diff.geometricMeanCost(report)))).toList(),
                Stream.concat(diff.rows().stream(), diff.secondary().stream()).map(RowJson::of).toList(),
                new Summary(DiffFindings.sentences(diff), DiffFindings.remarks(diff)));
    }

    /** JSON has no NaN. */
    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
