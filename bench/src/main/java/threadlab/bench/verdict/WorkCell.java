package threadlab.bench.verdict;

import java.math.BigDecimal;

/**
 * The work of each message in a cell of a map: it computes, and then it waits.
 *
 * @param cpuMicros microseconds of computing
 * @param waitMillis milliseconds of waiting; 0 for none
 */
public record WorkCell(double cpuMicros, double waitMillis) {

    /** Returns the recipe: {@code cpu 140us, wait 7.1ms}. */
    public String recipe() {
        return "cpu " + cpu() + (waitMillis == 0 ? "" : ", wait " + waiting());
    }

    /** Returns how long it computes: {@code 140us}. */
    public String cpu() {
        return time(cpuMicros);
    }

    /** Returns how long it waits: {@code 7.1ms}, or {@code 0}. */
    public String waiting() {
        return waitMillis == 0 ? "0" : time(1000 * waitMillis);
    }

    private static String time(double micros) {
        return micros < 1e3
                ? plain(micros) + "us"
                : micros < 1e6 ? plain(micros / 1e3) + "ms" : plain(micros / 1e6) + "s";
    }

    /** A recipe has three decimals at most. */
    private static String plain(double number) {
        return BigDecimal.valueOf(Math.round(number * 1000), 3).stripTrailingZeros().toPlainString();
    }
}
