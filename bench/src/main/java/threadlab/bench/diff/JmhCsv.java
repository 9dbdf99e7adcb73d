package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import threadlab.bench.input.MalformedInput;
import threadlab.support.PrintableText;

/**
 * Reads the tables that JMH writes with {@code -rf csv} and {@code -rf scsv}, into results as its JSON has them. They
 * have no iterations, only JMH's error. A secondary metric has a line of its own, whose name follows after a colon.
 */
final class JmhCsv {
    private static final String FIRST = "\"Benchmark\"";
    private static final List<String> COLUMNS = List.of("Benchmark", "Mode", "Threads", "Samples", "Score");
    private static final int ERROR = 5;
    private static final int UNIT = 6;
    private static final int FIRST_PARAM = 7;
    private static final String PARAM = "Param: ";

    private final char separator;
    private final List<String> head;
    private final Map<String, Result> results = new LinkedHashMap<>();

    private record Result(Map<String, Object> fields, Map<String, Object> secondary) {
    }

    private JmhCsv(String firstLine) {
        separator = firstLine.charAt(FIRST.length());
        head = cells(firstLine);
        if (head.size() < FIRST_PARAM || !head.subList(0, COLUMNS.size()).equals(COLUMNS)) {
            throw new MalformedInput("it is CSV with other columns than JMH writes");
        }
    }

    static boolean is(String text) {
        return text.startsWith(FIRST + ",") || text.startsWith(FIRST + ";");
    }

    static List<Object> results(String text) {
        List<String> lines = text.lines().toList();
        var csv = new JmhCsv(lines.getFirst());
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                csv.add(csv.cells(lines.get(i)), i + 1);
            }
        }
        return csv.results.values().stream().<Object>map(Result::fields).toList();
    }

    private void add(List<String> cells, int line) {
        if (cells.size() != head.size()) {
            throw new MalformedInput("line " + line + " has " + cells.size() + " columns, and the first line has "
                    + head.size());
        }
        Map<String, String> params = new LinkedHashMap<>();
        for (int i = FIRST_PARAM; i < head.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                params.put(head.get(i).replaceFirst("^" + PARAM, ""), cells.get(i));
            }
        }
        Map<String, Object> metric = Map.of("score", number(cells.get(4), line), "scoreError",
                number(cells.get(ERROR), line), "scoreUnit", cells.get(UNIT));
        int samples = (int) number(cells.get(3), line);
        int colon = cells.getFirst().indexOf(':');
        String name = colon < 0 ? cells.getFirst() : cells.getFirst().substring(0, colon);
        Result result = results.computeIfAbsent(String.join("\n", name, cells.get(1), cells.get(2), params.toString()),
                key -> new Result(new LinkedHashMap<>(), new LinkedHashMap<>()));
        if (colon >= 0) {
            result.secondary.put(cells.getFirst().substring(colon + 1), metric);
            return;
        }
        result.fields.putAll(Map.of("benchmark", name, "mode", cells.get(1), "threads",
                (int) number(cells.get(2), line), "samples", samples, "params", params, "primaryMetric", metric,
                "secondaryMetrics", result.secondary));
    }

    /** In some locales JMH writes a comma where others have a point. */
    private static double number(String text, int line) {
        try {
            return Double.parseDouble(text.replace(',', '.'));
        } catch (NumberFormatException e) {
            throw new MalformedInput("line " + line + ": '" + text + "' is no number");
        }
    }

    /** A cell in quotes may have separators in it, and quotes that are doubled. */
    private List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(PrintableText.of(cell));
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(PrintableText.of(cell));
        return cells;
    }
}
