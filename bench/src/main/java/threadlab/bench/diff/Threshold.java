package threadlab.bench.diff;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import threadlab.bench.cli.Percentage;

/**
 * How much slower some benchmarks may be.
 *
 * @param pattern found in the benchmark's name, mode, unit or parameters
 * @param tolerance 0.1 is 10 %
 */
record Threshold(Pattern pattern, double tolerance) {

    /** @throws IllegalArgumentException in one line, if it is not a pattern and a percentage */
    static Threshold parse(String text) {
        int equals = text.lastIndexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("'" + text + "' is not a pattern and a percentage such as Json.*=10%");
        }
        try {
            return new Threshold(Pattern.compile(text.substring(0, equals)),
                    new Percentage().convert(text.substring(equals + 1)).part());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' has no pattern before '=': " + e.getDescription(), e);
        }
    }

    boolean isOf(Row row) {
        return pattern.matcher(text(row.key(), row.baselineScore().unit())).find();
    }

    /** Returns what patterns are searched in: {@code org.x.Json.read avgt ns/op size=10}. */
    static String text(BenchmarkKey key, String unit) {
        var text = new StringBuilder(key.name()).append(' ').append(key.mode()).append(' ').append(unit);
        key.params().forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
        return text.append(key.threads() == 1 ? "" : " threads=" + key.threads()).toString();
    }
}
