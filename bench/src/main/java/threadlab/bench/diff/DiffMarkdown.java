package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.List;
import threadlab.bench.verdict.Markdown;

/**
 * Formats a comparison for a pull request: what was found and the rows that differ come first, all else is folded. A
 * comment of GitHub holds 65,536 characters; rows that would be beyond are counted.
 */
final class DiffMarkdown {
    static final int MOST_CHARACTERS = 65_536;
    /** Room for the text around the tables, and for the counts of what is left out. */
    private static final int RESERVE = 1_000;
    /** Part of the room that sentences may have. */
    private static final int SENTENCES = 8_000;
    private static final int MOST_LABEL = 200;

    private final Diff diff;
    private final View view;
    private final StringBuilder text = new StringBuilder();

    private DiffMarkdown(Diff diff, View view) {
        this.diff = diff;
        this.view = view;
    }

    static String of(Diff diff, View view) {
        return new DiffMarkdown(diff, view).text();
    }

    private String text() {
        append(DiffFindings.sentences(diff), SENTENCES);
        String remarks = list(DiffFindings.remarks(diff), SENTENCES);
        List<Row> differing = View.differing(diff.rows());
        differing.addAll(View.differing(diff.secondary()));
        table(differing, MOST_CHARACTERS - RESERVE - remarks.length());
        List<Row> others = diff.rows().stream().filter(row -> !row.change().isDifference()).toList();
        if (!others.isEmpty() && !view.changed()) {
            text.append("\n<details><summary>").append(others.size()).append(" without a difference</summary>\n");
            table(others, MOST_CHARACTERS - RESERVE - remarks.length());
            text.append("\n</details>\n");
        }
        text.append("\n<details><summary>How to read this, and notes</summary>\n\n")
                .append(Markdown.list(List.of(caption())));
        return text.append(remarks).append("\n</details>\n").toString();
    }

    private String caption() {
        String common = diff.labels().common();
        return DiffTable.caption(diff) + (common.isEmpty() ? "" : "; all with " + Labels.cut(common, MOST_LABEL));
    }

    private void append(List<String> sentences, int most) {
        text.append(list(sentences, most));
    }

    private static String list(List<String> sentences, int most) {
        var list = new StringBuilder();
        for (int i = 0; i < sentences.size(); i++) {
            String item = Markdown.list(List.of(Labels.cut(sentences.get(i), 1000)));
            if (list.length() + item.length() > most) {
                return list + Markdown.list(List.of(sentences.size() - i + " more"));
            }
            list.append(item);
        }
        return list.toString();
    }

    /** Adds so many rows as there is room for. */
    private void table(List<Row> rows, int most) {
        if (rows.isEmpty()) {
            return;
        }
        List<List<String>> cells = new ArrayList<>(DiffTable.cells(diff, view, rows));
        List<List<String>> fitting = new ArrayList<>();
        int length = text.length();
        for (int i = 0; i < cells.size(); i++) {
            List<String> row = new ArrayList<>(cells.get(i));
            row.set(0, Labels.cut(row.getFirst(), MOST_LABEL));
            if (i > 0 && !rows.get(i - 1).setAside().isEmpty()) {
                row.set(row.size() - 1, row.getLast() + "; " + rows.get(i - 1).setAside());
            }
            length += Markdown.table(List.of(row)).length();
            if (i > 0 && length > most) {
                break;
            }
            fitting.add(row);
        }
        text.append('\n').append(Markdown.table(fitting));
        if (fitting.size() < cells.size()) {
            text.append('\n').append(Markdown.list(List.of(cells.size() - fitting.size() + " more")));
        }
    }
}
