package threadlab.bench.trend;

import java.util.ArrayList;
import java.util.List;
import threadlab.bench.diff.Labels;
import threadlab.bench.diff.TextTable;

/** Formats a history for a terminal: what has changed, the newest first, and then a row for each benchmark. */
final class TrendText {
    private static final int MOST_CHANGES = 40;
    private static final int WIDTH_OF_LINE = 20;

    private TrendText() {
    }

    /** @param levels characters of the small lines, such as {@link Sparkline#BLOCKS} */
    static String of(History history, int width, String levels) {
        var text = new StringBuilder();
        TrendFindings.sentences(history).forEach(sentence -> text.append(TextTable.wrapped(sentence, width, "")));
        text.append(TextTable.wrapped(TrendFindings.span(history), width, ""));
        appendChanges(text, history, width);
        appendLines(text.append('\n'), history, width, levels);
        List<String> remarks = TrendFindings.remarks(history);
        text.append(remarks.isEmpty() ? "" : "\n");
        remarks.forEach(remark -> text.append(TextTable.wrapped("note: " + remark, width, "  ")));
        return text.toString();
    }

    private static void appendChanges(StringBuilder text, History history, int width) {
        List<History.Found> changes = history.newestFirst();
        List<History.Found> shown = changes.stream().limit(MOST_CHANGES).toList();
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of("", "", "", ""));
        shown.forEach(found -> cells.add(List.of("  " + history.label(found.line()), found.step().change().toString(),
                found.step().ratioText(), found.step().scores())));
        List<String> rows = new TextTable(width, List.of(false, false, false, false)).lines(cells);
        int before = -1;
        for (int i = 0; i < shown.size(); i++) {
            Step step = shown.get(i).step();
            if (step.report() != before) {
                text.append('\n').append(Labels.cut(history.label(step), width)).append('\n');
            }
            before = step.report();
            text.append(rows.get(i + 1)).append('\n');
        }
        if (changes.size() > shown.size()) {
            text.append("and ").append(changes.size() - shown.size())
                    .append(" older changes, which --json and --html show\n");
        }
    }

    private static void appendLines(StringBuilder text, History history, int width, String levels) {
        var sparkline = new Sparkline(history.reports().size(), WIDTH_OF_LINE, levels);
        if (!history.labels().common().isEmpty()) {
            text.append("all with ").append(Labels.cut(history.labels().common(), 4 * width)).append('\n');
        }
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of("benchmark", "", "newest", ""));
        history.linesNewestFirst().forEach(line -> cells.add(List.of(history.label(line),
                sparkline.of(line.points()), line.lastScore(), line.verdict())));
        new TextTable(width, List.of(false, false, true, false)).lines(cells)
                .forEach(row -> text.append(row).append('\n'));
    }
}
