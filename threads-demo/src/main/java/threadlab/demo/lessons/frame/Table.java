package threadlab.demo.lessons.frame;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import threadlab.demo.Xml;

/** Rows of text below a head. The first column has the names of the rows. Columns of numbers are aligned right. */
public record Table(List<String> head, List<List<String>> rows) implements Exhibit {
    private static final String GAP = "   ";
    // The unit is optional.
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d[\\d,.]*( ?[^ ]{1,4})?");

    /** Throws {@link IllegalArgumentException} if a row has another length than the head. */
    public Table {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != head.size()) {
                throw new IllegalArgumentException("row " + row + " under " + head);
            }
        }
    }

    public Table(String... head) {
        this(List.of(head), List.of());
    }

    /** Returns this table with one more row. */
    public Table row(String... cells) {
        return new Table(head, Stream.concat(rows.stream(), Stream.of(List.of(cells))).toList());
    }

    @Override
    public List<String> lines() {
        String rule = columns().mapToObj(column -> "-".repeat(width(column))).collect(Collectors.joining(GAP));
        return Stream.concat(Stream.of(line(head), rule), rows.stream().map(this::line)).toList();
    }

    private String line(List<String> cells) {
        return columns().mapToObj(column -> padded(cells.get(column), column)).collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private String padded(String cell, int column) {
        String padding = " ".repeat(width(column) - cell.length());
        return isNumeric(column) ? padding + cell : cell + padding;
    }

    private int width(int column) {
        return Stream.concat(Stream.of(head), rows.stream()).mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private boolean isNumeric(int column) {
        return column > 0 && rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches());
    }

    private IntStream columns() {
        return IntStream.range(0, head.size());
    }

    @Override
    public String html() {
        return "<div class='scroll'><table>\n<thead>" + html("th", head) + "</thead>\n<tbody>\n"
                + rows.stream().map(row -> html("td", row) + "\n").collect(Collectors.joining())
                + "</tbody>\n</table></div>\n";
    }

    private String html(String element, List<String> cells) {
        return "<tr>" + columns().mapToObj(column -> "<" + element + (isNumeric(column) ? " class='figure'>" : ">")
                + Xml.escape(cells.get(column)) + "</" + element + ">").collect(Collectors.joining()) + "</tr>";
    }
}
