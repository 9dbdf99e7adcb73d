package threadlab.bench.verdict;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import threadlab.bench.stats.Interval;
import threadlab.support.Counted;

/** Numbers as text. The pages follow the same rules: number-format.json has the cases that both are tested with. */
public final class NumberFormat {
    private NumberFormat() {
    }

    /** Returns a ratio. One that is not 1 never reads as 1.00. */
    public static String times(double ratio) {
        if (ratio > 1e6) { // as an end of the interval of two values that are far apart
            return ">1,000,000";
        }
        if (ratio >= 9.995 || ratio < 0.001) {
            return digits(ratio);
        }
        String text = format(ratio >= 0.0995 ? "%.2f" : "%.3f", ratio);
        return text.equals("1.00") && ratio != 1 ? format("%.3f", ratio) : text;
    }

    public static String range(Interval interval) {
        return times(interval.low()) + " to " + times(interval.high());
    }

    public static String count(double number) {
        String text = format("%,.0f", number);
        return text.equals("-0") ? "0" : text;
    }

    public static String sessions(int number) {
        return Counted.of(number, "session");
    }

    public static String sessions(List<Integer> numbers) {
        return numbers.size() == 1 ? sessions(numbers.getFirst()) : numbers(numbers) + " sessions";
    }

    public static String percent(double part) {
        return (part == 0 ? "0" : part < 0.0005 ? "<0.1" : format(part < 0.0995 ? "%.1f" : "%,.0f", 100 * part)) + " %";
    }

    /** Returns a share for a sentence, without a decimal that is zero. */
    public static String wholePercent(double part) {
        return percent(part).replace(".0 ", " ");
    }

    /** Returns three significant digits, but at most three decimals, and all digits of a larger number. */
    public static String digits(double number) {
        if (number < 0) {
            return "-" + digits(-number);
        }
        if (number < 0.001) {
            return number == 0 ? "0" : "<0.001";
        }
        return number >= 99.95 ? count(number) : format(number >= 0.9995 ? "%.3g" : "%.3f", number);
    }

    static String millis(double millis) {
        return micros(1000 * millis);
    }

    public static String micros(double micros) {
        return micros >= 999_500
                ? digits(micros / 1e6) + " s"
                : micros >= 999.5 ? digits(micros / 1000) + " ms" : digits(micros) + " us";
    }

    static String bytes(double bytes) {
        double kib = bytes / (1 << 10);
        return kib >= 0.9995 * (1 << 20)
                ? digits(kib / (1 << 20)) + " GiB"
                : kib >= 0.9995 * (1 << 10)
                        ? digits(kib / (1 << 10)) + " MiB"
                        : kib >= 0.9995 ? digits(kib) + " KiB" : count(bytes) + " B";
    }

    /** Returns a number of events in a second, the larger ones in thousands. */
    static String rate(double perSecond) {
        return perSecond >= 999_500
                ? digits(perSecond / 1e6) + " M"
                : perSecond >= 999.5 ? digits(perSecond / 1000) + " k" : count(perSecond);
    }

    public static String listed(List<String> items) {
        return items.size() < 2
                ? String.join("", items)
                : String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
    }

    static String numbers(List<Integer> numbers) {
        return numbers.stream().map(NumberFormat::count).collect(Collectors.joining(", "));
    }

    /** Returns a number with two digits that are not zero: what an estimate of a number of sessions is worth. */
    static int twoDigits(double number) {
        double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(number)) - 1));
        return (int) Math.round(Math.round(number / unit) * unit);
    }

    private static String format(String form, double number) {
        return String.format(Locale.ROOT, form, number);
    }
}
