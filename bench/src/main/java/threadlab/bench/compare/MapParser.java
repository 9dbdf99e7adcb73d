package threadlab.bench.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import threadlab.bench.verdict.WorkMap;
import threadlab.server.work.Tokens;
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

    private final Tokens tokens;

    private MapParser(String text) {
        this.tokens = new Tokens("map", text, TOKEN, SHOWN);
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
        parser.tokens.expect(",");
        parser.axis(axes, axes.containsKey(CPU) ? WAIT : CPU);
        if (!parser.tokens.isAtEnd()) {
            throw parser.tokens.wrong("the end");
        }
        List<Double> waits = new ArrayList<>();
        axes.getOrDefault(WAIT, List.of()).forEach(micros -> waits.add(micros / 1000));
        return WorkMap.coarse(axes.getOrDefault(CPU, List.of()), waits, mostSteps);
    }

    private void axis(Map<String, List<Double>> axes, String allowed) {
        String name = tokens.peek();
        if (!List.of(allowed.split(" or ")).contains(name)) {
            throw tokens.wrong(allowed + ", an equals sign and a time, or two with .. between them");
        }
        tokens.advance();
        tokens.expect("=");
        double shortest = name.equals(CPU) ? SHORTEST_CPU_MICROS : 1000 * WorkMap.SHORTEST_WAIT_MILLIS;
        boolean mayBeNone = name.equals(WAIT);
        double low = micros(shortest, mayBeNone);
        double high = low;
        if (tokens.take("..")) {
            int begin = tokens.at();
            high = micros(shortest, false);
            if (high <= low) {
                throw tokens.wrong(begin, "a time that is longer than the one before");
            }
        }
        axes.put(name, WorkMap.axis(low, high, shortest));
    }

    private double micros(double shortest, boolean mayBeNone) {
        OptionalLong nanos = tokens.peek().equals("0") ? OptionalLong.of(0) : Units.nanos(tokens.peek());
        double micros = nanos.orElse(-1) / 1e3;
        if (!(mayBeNone && micros == 0) && !(micros >= shortest && micros <= LONGEST_MICROS)) {
            throw tokens.wrong(
                    "a time from " + (shortest < 1000 ? "1us" : "1ms") + " to 10s" + (mayBeNone ? ", or 0" : ""));
        }
        tokens.advance();
        return micros;
    }
}
