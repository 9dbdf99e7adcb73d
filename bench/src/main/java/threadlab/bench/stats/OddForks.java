package threadlab.bench.stats;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Forks that are far from the others of the same report: the compiler took another way in them, or the machine stood
 * still. They say how often that happens. What they do not say is how fast the other forks are.
 *
 * @param high number of forks whose score is far above the others
 * @param low number of forks whose score is far below the others
 * @param forks number of all forks
 * @param times median of the odd forks, relative to the others; 1 if there is none
 */
public record OddForks(int high, int low, int forks, double times) {
    /** With fewer forks it is unknown which of them are the odd ones. */
    static final int FEWEST = 5;
    /** Forks that are this near to the others are never odd, however close to each other the others lie. */
    private static final double NEAR = Math.log(1.2);
    /** In standard deviations. Of normal values, less than one in a million is as far. */
    private static final double FAR = 5;
    /** The median of normal deviations, in standard deviations. */
    static final double MEDIAN_DEVIATION = 0.6745;

    /** Returns the distance beyond which a fork is odd. The forks of both reports tell how far forks usually differ. */
    static double limit(double[] logs, double[] others, UsualSpread usual) {
        double[] deviations = DoubleStream.concat(deviations(logs), deviations(others)).toArray();
        double deviation = median(deviations) / MEDIAN_DEVIATION;
        var own = new UsualSpread.Sample(deviation * deviation, deviations.length - 1);
        return Math.max(NEAR, FAR * Math.sqrt(usual.variance(own)));
    }

    private static DoubleStream deviations(double[] logs) {
        double median = median(logs);
        return Arrays.stream(logs).map(log -> Math.abs(log - median));
    }

    /** Returns which forks are odd: none if they are few, or if half of them or more would be. */
    static boolean[] among(double[] logs, double limit) {
        boolean[] odd = new boolean[logs.length];
        if (logs.length < FEWEST) {
            return odd;
        }
        double median = median(logs);
        int count = 0;
        for (int i = 0; i < logs.length; i++) {
            odd[i] = Math.abs(logs[i] - median) > limit;
            count += odd[i] ? 1 : 0;
        }
        return 2 * count < logs.length ? odd : new boolean[logs.length];
    }

    static OddForks of(double[] logs, boolean[] odd) {
        double median = median(logs);
        double[] far = IntStream.range(0, logs.length).filter(i -> odd[i]).mapToDouble(i -> logs[i] - median).toArray();
        int high = (int) Arrays.stream(far).filter(log -> log > 0).count();
        return new OddForks(high, far.length - high, logs.length, far.length == 0 ? 1 : Math.exp(median(far)));
    }

    public int count() {
        return high + low;
    }

    static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
