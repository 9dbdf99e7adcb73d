package threadlab.bench.meter;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import threadlab.bench.meter.SystemCalls.Count;

/** The table that {@code strace -c} prints. */
final class StraceTable {
    /** On a busy machine strace may find a thread elsewhere in a call than it expected, and says so first. */
    private static final String REMARK = "strace: ";
    private static final Pattern HEAD = Pattern.compile("% time +seconds +usecs/call +calls +errors +syscall");
    /** The last column is as wide as the longest name of a call. */
    private static final Pattern RULE = Pattern.compile("-{6} -{11} -{11} -{9} -{9} -{16,}");
    /** Columns are read by their width, since that of the errors is empty if there were none. */
    private static final Pattern ROW = Pattern
            .compile("[ .\\d]{6} [ .\\d]{11} [ \\d]{11} ([ \\d]{9}) ([ \\d]{9}) (\\w+)");

    private StraceTable() {
    }

    /** Returns the counts by name of the call; null if this is no such table, or if its rows do not add up. */
    static @Nullable Map<String, Count> parse(String text) {
        List<String> lines = text.lines().dropWhile(line -> line.startsWith(REMARK)).toList();
        int end = lines.size() - 2;
        if (end < 2 || !HEAD.matcher(lines.getFirst()).matches() || !RULE.matcher(lines.get(1)).matches()
                || !RULE.matcher(lines.get(end)).matches()) {
            return null;
        }
        var rows = new TreeMap<String, Count>();
        for (String line : lines.subList(2, end)) {
            put(line, rows);
        }
        Count sum = rows.values().stream().reduce(new Count(0, 0), Count::plus);
        put(lines.getLast(), rows);
        return sum.equals(rows.remove("total")) ? rows : null;
    }

    /** Other lines are ignored: if one was a row, the sum is wrong. */
    private static void put(String line, Map<String, Count> rows) {
        Matcher row = ROW.matcher(line);
        if (row.matches()) {
            rows.put(row.group(3), new Count(number(row.group(1)), number(row.group(2))));
        }
    }

    private static long number(String column) {
        return column.isBlank() ? 0 : Long.parseLong(column.strip());
    }
}
