package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Aligns columns for a terminal. A name that leaves no room for the other columns has a line of its own above them.
 *
 * @param width of the terminal, in characters
 * @param right which columns are aligned to the right
 */
public record TextTable(int width, List<Boolean> right) {
    private static final String GAP = "  ";
    private static final int LEAST_NAME = 9;
    private static final int MOST_NAME = 100;

    /** @param rows the first cell is the name, and the first row is the head */
    public List<String> lines(List<List<String>> rows) {
        int[] widths = IntStream.range(0, right.size())
                .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)).toArray();
        int others = IntStream.range(1, widths.length).map(column -> widths[column] + GAP.length()).sum();
        int room = Math.clamp((long) width - others, LEAST_NAME, MOST_NAME);
        // The longest name that fits sets the width, so that a single long one moves no other row.
        widths[0] = rows.stream().mapToInt(row -> row.getFirst().length()).filter(length -> length <= room).max()
                .orElse(LEAST_NAME);
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            String name = row.getFirst();
            boolean isLong = name.length() > room;
            lines.add((isLong ? Labels.cut(name, Math.max(width, LEAST_NAME)) + "\n" : "")
                    + IntStream.range(0, row.size())
                            .mapToObj(column -> padded(column == 0 && isLong ? "" : row.get(column), widths[column],
                                    right.get(column)))
                            .collect(Collectors.joining(GAP)).stripTrailing());
        }
        return lines;
    }

    private static String padded(String text, int width, boolean right) {
        String space = " ".repeat(Math.max(0, width - text.length()));
        return right ? space + text : text + space;
    }

    /** Breaks a sentence into lines at spaces, but not before a percent sign. */
    public static String wrapped(String sentence, int width, String indent) {
        var text = new StringBuilder();
        int column = 0;
        for (String word : sentence.split(" (?!%)")) {
            if (column > 0 && column + 1 + word.length() > width) {
                text.append('\n').append(indent);
                column = indent.length();
            } else if (column > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        return text.append('\n').toString();
    }
}
