package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import threadlab.bench.verdict.NumberFormat;

/** Formats a comparison for a terminal. */
final class DiffTable {
    /** Many of them only follow the scores. */
    private static final int MOST_SECONDARY = 20;
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final Diff diff;
    private final View view;
    private final int width;
    private final boolean colours;

    private DiffTable(Diff diff, View view, int width, boolean colours) {
        this.diff = diff;
        this.view = view;
        this.width = width;
        this.colours = colours;
    }

    /** Returns aligned columns, and the sentences under them. */
    static String text(Diff diff, View view, int width, boolean colours) {
        return new DiffTable(diff, view, width, colours).text();
    }

    private String text() {
        var text = new StringBuilder(TextTable.wrapped(caption(diff), width, ""));
        if (!diff.labels().common().isEmpty()) {
            text.append("all with ").append(Labels.cut(diff.labels().common(), 4 * width)).append('\n');
        }
        append(text.append('\n'), view.shown(diff.rows()));
        List<Row> differing = View.differing(diff.secondary());
        if (!differing.isEmpty()) {
            append(text.append("\nsecondary metrics that differ, of ").append(diff.secondary().size())
                    .append("\n\n"), differing.stream().limit(MOST_SECONDARY).toList());
            text.append(differing.size() > MOST_SECONDARY
                    ? "and " + (differing.size() - MOST_SECONDARY) + " more, which --csv, --json and --html show\n"
                    : "");
        }
        text.append('\n');
        DiffFindings.sentences(diff).forEach(sentence -> text.append(TextTable.wrapped(sentence, width, "")));
        List<String> remarks = DiffFindings.remarks(diff);
        text.append(remarks.isEmpty() ? "" : "\n");
        remarks.forEach(remark -> text.append(TextTable.wrapped("note: " + remark, width, "  ")));
        return text.toString();
    }

    static String caption(Diff diff) {
        return "ratio of the scores, with an interval; " + NumberFormat.percent(diff.judging().confidence())
                + " of the differences shown are real, on average";
    }

    private void append(StringBuilder text, List<Row> rows) {
        if (rows.isEmpty()) {
            text.append("no row differs\n");
            return;
        }
        boolean several = diff.candidates().size() > 1;
        List<Boolean> right = new ArrayList<>(several ? List.of(false, false) : List.of(false));
        view.columns().forEach(column -> right.add(column.isNumber()));
        List<String> lines = new TextTable(width, right).lines(cells(diff, view, rows));
        text.append(lines.getFirst()).append('\n');
        for (int i = 0; i < rows.size(); i++) {
            text.append(coloured(lines.get(i + 1), rows.get(i).change())).append('\n');
            if (!rows.get(i).setAside().isEmpty()) {
                text.append("    ").append(rows.get(i).setAside()).append('\n');
            }
        }
    }

    private String coloured(String line, Change change) {
        return switch (change) {
            case SLOWER, SLOW_FORKS -> colours ? RED + line + PLAIN : line;
            case FASTER -> colours ? GREEN + line + PLAIN : line;
            default -> line;
        };
    }

    /** Returns the head and a row for each; the same for a terminal and for Markdown. */
    static List<List<String>> cells(Diff diff, View view, List<Row> rows) {
        boolean several = diff.candidates().size() > 1;
        List<List<String>> cells = new ArrayList<>();
        cells.add(Stream.concat(several
                ? Stream.of("benchmark", diff.by() == null ? "report" : diff.by())
                : Stream.of("benchmark"), view.columns().stream().map(column -> head(diff, column))).toList());
        for (Row row : rows) {
            String label = diff.label(row).isEmpty() ? "-" : diff.label(row);
            cells.add(Stream.concat(several ? Stream.of(label, Labels.cut(row.candidate(), 30)) : Stream.of(label),
                    view.columns().stream().map(column -> column.of(row))).toList());
        }
        return cells;
    }

    private static String head(Diff diff, View.Column column) {
        return switch (column) {
            case BASE -> diff.by() == null ? "base" : Labels.cut(diff.baseline().name(), 30);
            case NEW -> diff.by() == null || diff.candidates().size() > 1
                    ? "new"
                    : Labels.cut(diff.candidates().getFirst().name(), 30);
            case VERDICT -> "";
            case RATIO, FORKS, P -> column.name().toLowerCase(Locale.ROOT);
        };
    }
}
