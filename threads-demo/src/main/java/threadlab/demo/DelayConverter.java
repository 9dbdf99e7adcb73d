package threadlab.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a delay such as {@code 100ms} or {@code 0.5s}, from 1 ms to 60 s. */
final class DelayConverter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s)");
    private static final BigDecimal MIN = BigDecimal.ONE;
    private static final BigDecimal MAX = BigDecimal.valueOf(60_000);

    @Override
    public Duration convert(String value) {
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            throw refused(value);
        }
        BigDecimal number = new BigDecimal(form.group(1));
        BigDecimal millis = form.group(2).equals("s") ? number.movePointRight(3) : number;
        if (millis.compareTo(MIN) < 0 || millis.compareTo(MAX) > 0) {
            throw refused(value);
        }
        return Duration.ofNanos(millis.movePointRight(6).longValue());
    }

    private static TypeConversionException refused(String value) {
        return new TypeConversionException("'" + value + "' is not from 1ms to 60s, such as 100ms or 0.5s");
    }
}
