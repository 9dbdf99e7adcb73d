package threadlab.server;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * How many carriers virtual threads have, as options name it.
 *
 * @param text a number, {@code auto} for as many as pay, or {@code jdk} for one a CPU
 */
public record CarrierCount(String text) {
    /** What can be named, for texts. */
    public static final String ALLOWED = "jdk, auto, 1 to 256";

    private static final int MOST = 256;
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,2}");

    /** Empty if the text names no number of carriers. */
    public static Optional<CarrierCount> named(String text) {
        return Optional.of(new CarrierCount(text))
                .filter(count -> text.equals("jdk") || count.isAuto() || count.number().isPresent());
    }

    public boolean isAuto() {
        return text.equals("auto");
    }

    /** Empty if none is named. */
    public OptionalInt number() {
        int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        return 1 <= number && number <= MOST ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
