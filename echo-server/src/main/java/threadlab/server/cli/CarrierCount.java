package threadlab.server.cli;

import java.util.OptionalInt;
import threadlab.support.Preconditions;

/**
 * How many carriers virtual threads have.
 *
 * @param text a number, {@code auto} for as many as pay, or {@code jdk} for one a CPU
 */
public record CarrierCount(String text) {
    private static final int MOST = 256;

    /** @throws IllegalArgumentException in one line, for a value that is not allowed */
    public static CarrierCount parse(String text) {
        var count = new CarrierCount(text);
        Preconditions.check(text.equals("jdk") || count.isAuto() || count.number().isPresent(), "carriers", text,
                "jdk, auto, 1 to " + MOST);
        return count;
    }

    public boolean isAuto() {
        return text.equals("auto");
    }

    /** Empty if none is named. */
    public OptionalInt number() {
        int number = text.matches("[1-9]\\d{0,2}") ? Integer.parseInt(text) : 0;
        return 1 <= number && number <= MOST ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
