package threadlab.demo;

import java.math.BigDecimal;
import java.util.stream.LongStream;

/**
 * A time axis from 0 to {@code lengthNanos} with a tick at every {@code stepNanos}. The step is 1, 2 or 5 times a power
 * of ten. The whole axis has one unit: seconds, or milliseconds if it is shorter than a tenth of a second.
 */
record Axis(long lengthNanos, long stepNanos) {
    private static final long SHORTEST_IN_SECONDS = 100_000_000;

    /** Returns the axis with the finest ticks that make at most {@code maxSteps} steps. Its length is at least 1 ns. */
    static Axis of(long lengthNanos, int maxSteps) {
        long length = Math.max(1, lengthNanos);
        long step = 1;
        while ((length - 1) / step >= maxSteps) {
            step = coarser(step);
        }
        return new Axis(length, step);
    }

    private static long coarser(long step) {
        boolean two = Long.toString(step).charAt(0) == '2';
        return two ? step / 2 * 5 : step * 2;
    }

    LongStream ticks() {
        return LongStream.iterate(0, tick -> tick <= lengthNanos, tick -> tick + stepNanos);
    }

    String unit() {
        return inSeconds() ? "s" : "ms";
    }

    /** Returns the time in the unit of the axis, without the unit. */
    String text(long nanos) {
        return BigDecimal.valueOf(nanos, inSeconds() ? 9 : 6).stripTrailingZeros().toPlainString();
    }

    private boolean inSeconds() {
        return lengthNanos >= SHORTEST_IN_SECONDS;
    }
}
