package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** A table with a line for each candidate at each load, for a terminal or as Markdown. */
record SummaryTable(Plan plan, List<Summary> summaries, List<Column> columns) {
    private static final int BETWEEN = 2;

    /**
     * A column.
     *
     * @param dispensable the higher, the sooner it is left out where a line has no room; 0 for never
     */
    record Column(String title, boolean isText, int dispensable, Function<Summary, String> cell) {

        private int width(List<Summary> summaries) {
            return Math.max(title.length(),
                    summaries.stream().mapToInt(summary -> cell.apply(summary).length()).max().orElse(0));
        }

        private String padded(String text, int width) {
            String padding = " ".repeat(Math.max(0, width - text.length()));
            return isText ? text + padding : padding + text;
        }
    }

    /** Returns the table for a terminal of this width: what matters least is left out where there is no room. */
    String text(int width) {
        List<Column> fitting = fitting(width);
        var text = new StringBuilder(line(fitting, Column::title));
        LoadPoint last = null;
        for (Summary summary : summaries) {
            LoadPoint loadPoint = summary.loadPoint();
            if (!loadPoint.equals(last)) {
                last = loadPoint;
                text.append(NumberFormat.sessions(loadPoint.sessions()))
                        .append(plan.series().size() > 1 ? ", " + loadPoint.seriesText() : "").append('\n');
            }
            text.append(line(fitting, column -> column.cell.apply(summary)));
        }
        return text.append('\n').toString();
    }

    private List<Column> fitting(int width) {
        List<Column> fitting = new ArrayList<>(columns);
        while (fitting.stream().mapToInt(column -> column.width(summaries) + BETWEEN).sum() > width) {
            Column least = fitting.stream().max(Comparator.comparing(Column::dispensable)).orElseThrow();
            if (least.dispensable == 0) {
                break;
            }
            fitting.remove(least);
        }
        return fitting;
    }

    private String line(List<Column> fitting, Function<Column, String> cell) {
        List<String> cells = fitting.stream().map(column -> column.padded(cell.apply(column), column.width(summaries)))
                .toList();
        return ("  " + String.join("  ", cells)).stripTrailing() + "\n";
    }

    /** Returns the table for a pull request. */
    String markdown() {
        List<Column> all = new ArrayList<>(columns);
        all.addFirst(new Column("sessions", false, 0,
                summary -> NumberFormat.count(summary.loadPoint().sessions())));
        if (plan.series().size() > 1) {
            all.addFirst(new Column("load", true, 0, summary -> summary.loadPoint().seriesText()));
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(all.stream().map(Column::title).toList());
        summaries.forEach(summary -> lines.add(all.stream().map(column -> column.cell.apply(summary)).toList()));
        return Markdown.table(lines);
    }
}
