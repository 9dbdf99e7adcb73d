package threadlab.bench.diff;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadlab.bench.cli.RegularExpression;

/** Options that decide on what is shown. */
final class ViewOptions {
    @Option(names = "--filter", paramLabel = "PATTERN", converter = RegularExpression.class,
            description = "Compare only benchmarks in whose name, mode, unit or parameters this regular expression is "
                    + "found.")
    private @Nullable Pattern filter;

    @Option(names = "--changed", description = "Show only rows that differ.")
    private boolean changed;

    @Option(names = "--sort", paramLabel = "ORDER", defaultValue = "importance",
            description = "Order of the rows: importance (default), name, report (as in the baseline) or ratio.")
    private View.Order order;

    @Option(names = "--columns", paramLabel = "COLUMN", split = ",", defaultValue = "base,new,ratio,verdict",
            description = "Columns of the table, with commas between them: base, new, ratio, forks, p, verdict.")
    private List<View.Column> columns;

    View view() {
        return new View(changed, order, columns);
    }

    /** @throws IllegalArgumentException in one line, if nothing is left */
    List<JmhReport> filtered(List<JmhReport> reports) {
        Pattern pattern = filter;
        return pattern == null ? reports : reports.stream().map(report -> report.filtered(pattern)).toList();
    }
}
