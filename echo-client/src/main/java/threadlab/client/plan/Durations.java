package threadlab.client.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them: {@code 500ms}, {@code 2.5s}, {@code 10m}, {@code 1h}. */
public final class Durations implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)");

    @Override
    public Duration convert(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new TypeConversionException("'" + text + "' is not a duration such as 500ms, 2.5s, 10m or 1h");
        }
        long unit = switch (form.group(2)) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
        BigDecimal nanos = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit));
        if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new TypeConversionException("'" + text + "' is longer than the clock counts, some 292 years");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    /** The shortest text that reads back as the same duration, for example {@code 1.5s}. */
    public static String text(Duration duration) {
        boolean millis = duration.compareTo(Duration.ofSeconds(1)) < 0 && !duration.isZero();
        BigDecimal value = BigDecimal.valueOf(duration.toNanos(), millis ? 6 : 9).stripTrailingZeros();
        return value.toPlainString() + (millis ? "ms" : "s");
    }
}
