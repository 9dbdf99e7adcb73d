package threadlab.bench.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import threadlab.bench.stats.Interval;

/** Figures as they read in a sentence or a table. Pure. */
public final class NumberFormat {
    private NumberFormat() {
    }

    /** A ratio that is not 1 never reads as 1.00. */
    public static String times(double ratio) {
        String text = format(ratio >= 100 ? "%.0f" : ratio >= 10 ? "%.1f" : ratio >= 0.1 ? "%.2f" : "%.3f", ratio);
        return text.equals("1.00") && ratio != 1 ? format("%.3f", ratio) : text;
    }

    public static String range(Interval interval) {
        return times(interval.low()) + " to " + times(interval.high());
    }

    public static String count(double number) {
        return format("%,.0f", number);
    }

    static String sessions(int number) {
        return count(number) + (number == 1 ? " session" : " sessions");
    }

    public static String percent(double part) {
        return format(part < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * part);
    }

    /** A compared figure by its key. */
    static String figure(String key) {
        return switch (key) {
            case "serverCpuMicrosPerEcho" -> "CPU per echo";
            case "echoesPerSecond" -> "echoes per second";
            case "latencyP99Micros" -> "p99";
            case "serverResidentBytes" -> "resident memory";
            default -> key;
        };
    }

    /** Three digits: 0.12, 1.23, 12.3, 123; of what is small two, as 0.00013, and of what is very small with a power. */
    public static String digits(double number) {
        if (number >= 1e-5 && number < 0.00095) {
            return new BigDecimal(number).round(new MathContext(2)).toPlainString();
        }
        return format(
                number >= 99.95
                        ? "%,.0f"
                        : number >= 9.995
                                ? "%.1f"
                                : number >= 0.0095 || number == 0 ? "%.2f" : number >= 0.00095 ? "%.4f" : "%.1e",
                number);
    }

    static String millis(double millis) {
        return millis >= 1000 ? digits(millis / 1000) + " s" : digits(millis) + " ms";
    }

    public static String listed(List<String> items) {
        return items.size() < 2
                ? String.join("", items)
                : String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
    }

    static String numbers(List<Integer> numbers) {
        return numbers.stream().map(NumberFormat::count).collect(Collectors.joining(", "));
    }

    private static String format(String form, double number) {
        return String.format(Locale.ROOT, form, number);
    }
}
