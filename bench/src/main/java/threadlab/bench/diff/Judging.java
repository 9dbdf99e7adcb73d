package threadlab.bench.diff;

import java.math.BigDecimal;

/**
 * How rows are judged.
 *
 * @param confidence of differences and intervals: 0.99 is 99 %
 * @param margin within which two scores are the same: 0.05 is 5 %
 */
public record Judging(double confidence, double margin) {
    static final Judging USUAL = new Judging(0.99, 0.05);

    /** @throws IllegalArgumentException in one line, if a value makes no sense */
    public Judging {
        requireConfidence(confidence);
        if (!(margin > 0 && margin <= 1)) {
            throw new IllegalArgumentException("margin is " + percent(margin) + ", allowed: more than 0% to 100%");
        }
    }

    /** @throws IllegalArgumentException in one line, if it makes no sense */
    public static void requireConfidence(double confidence) {
        if (!(confidence >= 0.5 && confidence <= 0.9999)) {
            throw new IllegalArgumentException("confidence is " + percent(confidence) + ", allowed: 50% to 99.99%");
        }
    }

    private static String percent(double part) {
        return BigDecimal.valueOf(part).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
