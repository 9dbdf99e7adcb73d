package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import threadlab.bench.stats.Interval;
import threadlab.bench.stats.SignificanceTest;
import threadlab.bench.verdict.Markdown;
import threadlab.bench.verdict.NumberFormat;

/** Formats a comparison as a table, for a terminal or as Markdown. */
final class DiffTable {
    /** A wider cell moves only the rest of its own row. */
    private static final int MAX_WIDTH = 100;

    private DiffTable() {
    }

    /** Returns aligned columns, and the sentences under them. */
    static String text(Diff diff) {
        var text = new StringBuilder(caption() + "\n\n").append(aligned(cells(diff, diff.rows())));
        List<Row> differing = differing(diff.secondary());
        if (!differing.isEmpty()) {
            text.append("\nsecondary metrics that differ, of ").append(diff.secondary().size()).append("\n\n")
                    .append(aligned(cells(diff, differing)));
        }
        text.append('\n').append(lines(DiffFindings.sentences(diff), ""));
        List<String> remarks = DiffFindings.remarks(diff);
        return text.append(remarks.isEmpty() ? "" : "\n" + lines(remarks, "note: ")).toString();
    }

    /** Returns the same as Markdown. */
    static String markdown(Diff diff) {
        List<Row> all = new ArrayList<>(diff.rows());
        all.addAll(differing(diff.secondary()));
        return Markdown.list(DiffFindings.sentences(diff)) + "\n" + Markdown.table(cells(diff, all)) + "\n" + caption()
                + "\n" + Markdown.list(DiffFindings.remarks(diff));
    }

    static String caption() {
        return "ratio of the scores, with its " + NumberFormat.percent(SignificanceTest.CONFIDENCE)
                + " interval over forks; differences are shown after a correction for the number of benchmarks";
    }

    private static List<Row> differing(List<Row> rows) {
        return rows.stream().filter(row -> row.finding().isDifference()).toList();
    }

    private static List<List<String>> cells(Diff diff, List<Row> rows) {
        List<List<String>> cells = new ArrayList<>();
        boolean several = diff.candidates().size() > 1;
        cells.add(row(several, "benchmark", diff.by() == null ? "report" : diff.by(),
                diff.by() == null ? "base" : diff.baseline().name(),
                several || diff.by() == null ? "new" : diff.candidates().getFirst().name(), "ratio", ""));
        for (Row row : rows) {
            UnitScale scale = UnitScale.of(row.baselineScore().unit(), row.baselineScore().value());
            cells.add(row(several, row.label(), row.candidate(),
                    scale.text(row.baselineScore().value()), scale.text(row.score().value()), ratio(row),
                    row.change().toString()));
        }
        return cells;
    }

    private static List<String> row(boolean several, String benchmark, String candidate, String... more) {
        List<String> row = new ArrayList<>(several ? List.of(benchmark, candidate) : List.of(benchmark));
        row.addAll(List.of(more));
        return row;
    }

    /** Returns the ratio and its interval; {@code -} if there is no ratio. A single fork has no interval. */
    static String ratio(Row row) {
        if (!row.hasRatio()) {
            return "-";
        }
        Interval interval = row.interval();
        return NumberFormat.times(row.ratio()) + (interval == null ? "" : " (" + NumberFormat.range(interval) + ")");
    }

    private static String aligned(List<List<String>> cells) {
        int[] widths = IntStream.range(0, cells.getFirst().size())
                .map(column -> cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
                .map(widest -> Math.min(widest, MAX_WIDTH)).toArray();
        int scores = cells.getFirst().size() - 4;
        return cells.stream().map(row -> IntStream.range(0, row.size())
                .mapToObj(column -> String.format(Locale.ROOT,
                        "%" + (column == scores || column == scores + 1 ? "" : "-") + Math.max(1, widths[column]) + "s",
                        row.get(column)))
                .collect(Collectors.joining("  ")).stripTrailing() + "\n").collect(Collectors.joining());
    }

    private static String lines(List<String> sentences, String before) {
        return sentences.stream().map(sentence -> before + sentence + "\n").collect(Collectors.joining());
    }
}
