package threadlab.bench.diff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import threadlab.bench.stats.SignificanceTest;

/**
 * The result as data; docs/jmh-diff.md describes it.
 *
 * @param by null where reports are compared
 * @param figures primary ones first, in the order of the table
 */
record DiffJson(String schema, String by, String base, List<String> others, double confidence, List<FigureJson> figures,
        Map<String, Double> geometricMeanCost, List<String> answer, List<String> remarks) {
    static final String SCHEMA = "threadlab-jmh-diff/1";

    /**
     * @param metric null for the benchmark's own
     * @param baseScore null where it is not a number, as all that follows
     * @param ratio of the scores
     * @param low null where there is no interval
     */
    record FigureJson(String benchmark, String mode, int threads, Map<String, String> params, String metric,
            String against, String unit, Double baseScore, Double score, Double ratio, Double low, Double high,
            Double pValue, Change change) {

        static FigureJson of(Row row) {
            var interval = row.finding().interval();
            return new FigureJson(row.key().name(), row.key().mode(), row.key().threads(), row.key().params(),
                    row.metric(), row.contestant(), row.base().unit(), finite(row.base().score()),
                    finite(row.now().score()), finite(row.ratio()), interval == null ? null : interval.low(),
                    interval == null ? null : interval.high(), row.finding().pValue(), row.change());
        }

        /** JSON has no word for what is not a number. */
        private static Double finite(double number) {
            return Double.isFinite(number) ? number : null;
        }
    }

    static DiffJson of(Diff diff) {
        Map<String, Double> means = new LinkedHashMap<>();
        diff.others().forEach(other -> means.put(other.name(), FigureJson.finite(diff.geometricMeanCost(other))));
        return new DiffJson(SCHEMA, diff.by(), diff.base().name(),
                diff.others().stream().map(JmhReport::name).toList(), SignificanceTest.CONFIDENCE,
                Stream.concat(diff.rows().stream(), diff.secondary().stream()).map(FigureJson::of).toList(), means,
                DiffAnswer.sentences(diff), DiffAnswer.remarks(diff));
    }
}
