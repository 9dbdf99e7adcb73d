package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.stats.Interval;

/** Formats a comparison as CSV (RFC 4180), with all digits. A parameter has a column of its own. */
final class DiffCsv {
    private static final List<String> HEAD = List.of("benchmark", "mode", "threads", "metric", "candidate", "unit",
            "base", "new", "ratio", "low", "high", "p", "change", "evidence");

    private DiffCsv() {
    }

    static String of(Diff diff, View view) {
        List<Row> rows = Stream.concat(view.shown(diff.rows()).stream(), view.shown(diff.secondary()).stream())
                .toList();
        List<String> params = rows.stream().flatMap(row -> row.key().params().keySet().stream()).distinct().sorted()
                .toList();
        return line(Stream.concat(HEAD.stream(), params.stream().map(param -> "param " + param)).toList())
                + rows.stream().map(row -> line(cells(row, params))).collect(Collectors.joining());
    }

    private static List<String> cells(Row row, List<String> params) {
        Interval interval = row.interval();
        List<String> cells = new ArrayList<>(List.of(row.key().name(), row.key().mode(), text(row.key().threads()),
                text(row.metric()), row.candidate(), row.baselineScore().unit(), number(row.baselineScore().value()),
                number(row.score().value()), number(row.ratio()),
                number(interval == null ? Double.NaN : interval.low()),
                number(interval == null ? Double.NaN : interval.high()), text(row.finding().pValue()),
                row.change().name(), row.finding().evidence().name()));
        params.forEach(param -> cells.add(row.key().params().getOrDefault(param, "")));
        return cells;
    }

    private static String number(double number) {
        return Double.isFinite(number) ? String.valueOf(number) : "";
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** A spreadsheet would compute a cell that begins like a formula. */
    private static String line(List<String> cells) {
        return cells.stream().map(cell -> cell.matches("[=+@].*|-[^0-9].*") ? "'" + cell : cell)
                .map(cell -> cell.matches("[^\",]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\r\n"));
    }
}
