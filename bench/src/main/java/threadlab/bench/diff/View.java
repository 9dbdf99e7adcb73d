package threadlab.bench.diff;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import threadlab.bench.stats.Interval;
import threadlab.bench.verdict.NumberFormat;

/**
 * What of a comparison is shown, and in which order.
 *
 * @param changed whether only rows are shown that differ
 * @param columns in this order
 */
record View(boolean changed, Order order, List<Column> columns) {
    static final View USUAL = new View(false, Order.IMPORTANCE,
            List.of(Column.BASE, Column.NEW, Column.RATIO, Column.VERDICT));

    /** Orders of the rows. */
    enum Order {
        IMPORTANCE, NAME, REPORT, RATIO
    }

    /** Columns after the name of the benchmark. */
    enum Column {
        BASE, NEW, RATIO, FORKS, P, VERDICT;

        boolean isNumber() {
            return this != RATIO && this != VERDICT;
        }

        /** Returns the text of a cell. */
        String of(Row row) {
            UnitScale scale = UnitScale.of(row.baselineScore().unit(), row.baselineScore().value());
            return switch (this) {
                case BASE -> scale.number(row.baselineScore().value());
                case NEW -> scale.text(row.score().value());
                case RATIO -> ratio(row);
                case FORKS -> forks(row.baselineScore()) + "/" + forks(row.score());
                case P -> p(row.finding().pValue());
                case VERDICT -> row.verdict();
            };
        }

        private static String forks(Score score) {
            return score.iterationsByFork().isEmpty() ? "?" : String.valueOf(score.iterationsByFork().size());
        }

        private static String p(@Nullable Double p) {
            return p == null ? "-" : NumberFormat.digits(p);
        }
    }

    /** Returns the ratio and its interval; {@code -} if there is no ratio. */
    static String ratio(Row row) {
        if (!row.hasRatio()) {
            return "-";
        }
        Interval interval = row.interval();
        return NumberFormat.times(row.ratio()) + (interval == null ? "" : " (" + NumberFormat.range(interval) + ")");
    }

    /** Returns the comparison with its rows in this order. Rows of values of a parameter stay together as they are. */
    Diff sorted(Diff diff) {
        Comparator<Row> comparator = switch (order) {
            case NAME -> Comparator.comparing((Row row) -> row.key().name()).thenComparing(diff::label);
            case RATIO -> Comparator.comparingDouble(row -> row.hasRatio() ? -row.cost() : 0);
            case REPORT -> null;
            case IMPORTANCE -> diff.by() == null ? Row.MOST_IMPORTANT_FIRST : null;
        };
        return comparator == null
                ? diff
                : diff.with(diff.rows().stream().sorted(comparator).toList(),
                        diff.secondary().stream().sorted(comparator).toList());
    }

    List<Row> shown(List<Row> rows) {
        return changed ? differing(rows) : rows;
    }

    static List<Row> differing(List<Row> rows) {
        return rows.stream().filter(row -> row.change().isDifference()).collect(Collectors.toList());
    }
}
