package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import threadlab.bench.stats.SignificanceTest;
import threadlab.client.capacity.LatencyBound;
import threadlab.support.cli.Terminal;

/** The cells of a map as a table, for a terminal, as Markdown or for a page. */
public record MapTable(Analysis analysis, MapFindings map) {

    /** Returns what the table is of. */
    public String caption() {
        LatencyBound bound = map.plan().bound();
        return "The ratio is " + map.metric().inSentence() + (bound == null ? "" : " (" + bound.inSentence() + ")")
                + " of " + map.other() + " against " + map.plan().baseline() + ", formed within each round: "
                + (analysis.hasIntervals()
                        ? "estimate, " + NumberFormat.percent(SignificanceTest.CONFIDENCE)
                                + " interval for all cells together, and what it shows."
                        : "median, lowest to highest; fewer than " + SignificanceTest.MIN_ROUNDS
                                + " rounds show no difference.");
    }

    /** Returns a row for each cell; the first row is the head. */
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("cpu", "wait", "", "ratio", "interval", "verdict"));
        for (MapFindings.CellFinding finding : map.cells()) {
            Ratio ratio = finding.ratio();
            List<String> shown = ratio == null
                    ? List.of("-", "-", "no ratio")
                    : List.of(NumberFormat.times(ratio.range().estimate()), NumberFormat.range(ratio.range()),
                            ratio.shortWords(map.plan()));
            rows.add(Stream.concat(Stream.of(finding.cell().cpu(), finding.cell().waiting(), map.mark(finding)),
                    shown.stream()).toList());
        }
        return rows;
    }

    /** Returns the table for a terminal of this width. */
    String text(int width) {
        return Terminal.wrapped(caption(), width, 0) + "\n\n" + aligned(rows()) + "\n"
                + Terminal.wrapped(String.join(" ", map.legend()), width, 0) + "\n\n";
    }

    private static String aligned(List<List<String>> rows) {
        var text = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = rows.stream().mapToInt(other -> other.get(column).length()).max().orElse(0);
                line.append("  ").append(row.get(i)).append(" ".repeat(width - row.get(i).length()));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** Returns the table for a pull request. */
    String markdown() {
        return Markdown.escaped(caption() + " " + String.join(" ", map.legend())) + "\n\n" + Markdown.table(rows());
    }
}
