package threadlab.bench.trend;

import java.util.List;
import org.jspecify.annotations.Nullable;
import threadlab.bench.diff.BenchmarkKey;

/**
 * A history as JSON; docs/jmh-trend.md describes the fields.
 *
 * @param confidence of changes and intervals
 * @param order by what the reports are ordered
 */
record TrendJson(String schema, double confidence, String order, List<History.Report> reports,
        List<Benchmark> benchmarks, Summary summary) {
    /** Its number grows with every change that a reader must know of. */
    static final String SCHEMA = "threadlab-jmh-trend/1";

    /** A benchmark over the reports. */
    record Benchmark(BenchmarkKey benchmark, String unit, String state, List<PointJson> points,
            List<ChangeJson> changes) {
        static Benchmark of(Line line) {
            return new Benchmark(line.key(), line.unit(), line.state().name(),
                    line.points().stream().map(PointJson::of).toList(),
                    line.steps().stream().map(ChangeJson::of).toList());
        }
    }

    /** The score of a report, which is named by its index. */
    record PointJson(int report, double score, @Nullable Double low, @Nullable Double high) {
        static PointJson of(Line.Point point) {
            return new PointJson(point.report(), point.score(), finite(point.low()), finite(point.high()));
        }
    }

    /** A change of the level; {@code report} is the index of the first report with the new one. */
    record ChangeJson(int report, String change, double before, double after, Ratio ratio, double pValue) {
        static ChangeJson of(Step step) {
            return new ChangeJson(step.report(), step.change().name(), step.before(), step.after(),
                    new Ratio(step.ratio().estimate(), finite(step.ratio().low()), finite(step.ratio().high())),
                    step.pValue());
        }
    }

    /** Ratio of the level after a change to that before. */
    record Ratio(double estimate, @Nullable Double low, @Nullable Double high) {
    }

    /** The sentences of the text. */
    record Summary(List<String> findings, List<String> remarks) {
    }

    static TrendJson of(History history) {
        return new TrendJson(SCHEMA, history.confidence(), history.order().name(), history.reports(),
                history.lines().stream().map(Benchmark::of).toList(),
                new Summary(TrendFindings.sentences(history), TrendFindings.remarks(history)));
    }

    /** JSON has no infinity. */
    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
