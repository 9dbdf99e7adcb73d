package threadlab.bench.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threadlab.bench.verdict.WorkMap;
import threadlab.server.work.Units;

/**
 * Reads the axes of a map: {@code cpu=10us..2ms,wait=0..50ms}.
 *
 * <pre>
 * map:  axis , axis
 * axis: cpu = TIME [.. TIME] | wait = TIME [.. TIME]
 * </pre>
 */
final class MapParser {
    private static final String CPU = "cpu";
    private static final String WAIT = "wait";
    private static final double SHORTEST_CPU_MICROS = 1;
    private static final double LONGEST_MICROS = 10e6;
    private static final int SHOWN = 30;
    private static final Pattern TOKEN = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?[a-z]*|[A-Za-z]\\w*|\\.\\.|\\S)");

    private final String text;
    private final Matcher matcher;
    /** The next token; empty at the end. */
    private String token = "";
    /** Where it begins. */
    private int at;

    private MapParser(String text) {
        this.text = text;
        this.matcher = TOKEN.matcher(text);
        advance();
    }

    /**
     * Returns the map before it is refined.
     *
     * @param mostSteps between the ends of an axis
     * @throws IllegalArgumentException in one line, with the place and what is allowed there
     */
    static WorkMap parse(String text, int mostSteps) {
        var parser = new MapParser(text);
        Map<String, List<Double>> axes = new HashMap<>();
        parser.axis(axes, CPU + " or " + WAIT);
        parser.expect(",");
        parser.axis(axes, axes.containsKey(CPU) ? WAIT : CPU);
        if (!parser.token.isEmpty()) {
            throw parser.wrong(parser.at, "the end");
        }
        List<Double> waits = new ArrayList<>();
        axes.getOrDefault(WAIT, List.of()).forEach(micros -> waits.add(micros / 1000));
        return WorkMap.coarse(axes.getOrDefault(CPU, List.of()), waits, mostSteps);
    }

    private void axis(Map<String, List<Double>> axes, String allowed) {
        String name = token;
        if (!List.of(allowed.split(" or ")).contains(name)) {
            throw wrong(at, allowed + ", an equals sign and a time, or two with .. between them");
        }
        advance();
        expect("=");
        double shortest = name.equals(CPU) ? SHORTEST_CPU_MICROS : 1000 * WorkMap.SHORTEST_WAIT_MILLIS;
        boolean mayBeNone = name.equals(WAIT);
        double low = micros(shortest, mayBeNone);
        double high = low;
        if (token.equals("..")) {
            advance();
            int begin = at;
            high = micros(shortest, false);
            if (high <= low) {
                throw wrong(begin, "a time that is longer than the one before");
            }
        }
        axes.put(name, WorkMap.axis(low, high, shortest));
    }

    private double micros(double shortest, boolean mayBeNone) {
        OptionalLong nanos = token.equals("0") ? OptionalLong.of(0) : Units.nanos(token);
        double micros = nanos.orElse(-1) / 1e3;
        if (!(mayBeNone && micros == 0) && !(micros >= shortest && micros <= LONGEST_MICROS)) {
            throw wrong(at,
                    "a time from " + (shortest < 1000 ? "1us" : "1ms") + " to 10s" + (mayBeNone ? ", or 0" : ""));
        }
        advance();
        return micros;
    }

    private void expect(String expected) {
        if (!token.equals(expected)) {
            throw wrong(at, "'" + expected + "'");
        }
        advance();
    }

    private void advance() {
        if (matcher.find()) {
            token = matcher.group(1);
            at = matcher.start(1);
        } else {
            token = "";
            at = text.length();
        }
    }

    private IllegalArgumentException wrong(int where, String allowed) {
        String rest = text.substring(where);
        String shown = rest.length() > SHOWN ? rest.substring(0, SHOWN) + "..." : rest;
        return new IllegalArgumentException("map is wrong at character " + (where + 1) + ", "
                + (rest.isEmpty() ? "the end" : "'" + shown + "'") + ", allowed there: " + allowed);
    }
}
