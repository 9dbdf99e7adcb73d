package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import threadlab.bench.stats.SignificanceTest;
import threadlab.bench.verdict.Markdown;
import threadlab.bench.verdict.NumberFormat;

/** The rows as a table, for a terminal or as Markdown. Pure. */
final class DiffTable {
    /** A cell that is wider moves the rest of its own row only. */
    private static final int WIDEST = 100;

    private DiffTable() {
    }

    /** Aligned columns, the sentences under them. */
    static String text(Diff diff) {
        var text = new StringBuilder(caption() + "\n\n").append(aligned(cells(diff, diff.rows())));
        List<Row> shown = shown(diff.secondary());
        if (!shown.isEmpty()) {
            text.append("\nsecondary figures that differ, of ").append(diff.secondary().size()).append("\n\n")
                    .append(aligned(cells(diff, shown)));
        }
        text.append('\n').append(lines(DiffAnswer.sentences(diff), ""));
        List<String> remarks = DiffAnswer.remarks(diff);
        return text.append(remarks.isEmpty() ? "" : "\n" + lines(remarks, "note: ")).toString();
    }

    /** The same for a pull request. */
    static String markdown(Diff diff) {
        List<Row> all = new ArrayList<>(diff.rows());
        all.addAll(shown(diff.secondary()));
        return Markdown.list(DiffAnswer.sentences(diff)) + "\n" + Markdown.table(cells(diff, all)) + "\n" + caption()
                + "\n" + Markdown.list(DiffAnswer.remarks(diff));
    }

    static String caption() {
        return "ratio: of the scores, estimate and " + NumberFormat.percent(SignificanceTest.CONFIDENCE)
                + " interval over forks; what is shown holds after the correction for their number";
    }

    private static List<Row> shown(List<Row> rows) {
        return rows.stream().filter(row -> row.finding().isDifference()).toList();
    }

    private static List<List<String>> cells(Diff diff, List<Row> rows) {
        List<List<String>> cells = new ArrayList<>();
        boolean several = diff.others().size() > 1;
        cells.add(row(several, "benchmark", diff.by() == null ? "report" : diff.by(),
                diff.by() == null ? "base" : diff.base().name(),
                several || diff.by() == null ? "new" : diff.others().getFirst().name(), "ratio", ""));
        for (Row row : rows) {
            UnitScale scale = UnitScale.of(row.base().unit(), row.base().score());
            cells.add(row(several, row.label(), row.contestant(),
                    scale.text(row.base().score()), scale.text(row.now().score()), ratio(row),
                    row.change().toString()));
        }
        return cells;
    }

    private static List<String> row(boolean several, String benchmark, String contestant, String... more) {
        List<String> row = new ArrayList<>(several ? List.of(benchmark, contestant) : List.of(benchmark));
        row.addAll(List.of(more));
        return row;
    }

    /** {@code -} where there is none; without an interval where there is a single fork. */
    static String ratio(Row row) {
        if (!row.hasRatio()) {
            return "-";
        }
        return NumberFormat.times(row.ratio())
                + (row.finding().interval() == null ? "" : " (" + NumberFormat.range(row.finding().interval()) + ")");
    }

    private static String aligned(List<List<String>> cells) {
        int[] widths = IntStream.range(0, cells.getFirst().size())
                .map(column -> cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
                .map(widest -> Math.min(widest, WIDEST)).toArray();
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
