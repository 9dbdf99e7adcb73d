package threadlab.bench.trend;

import java.util.List;

/** A small line of text for a terminal. */
record Sparkline(int reports, int width, String levels) {
    /** From the lowest to the highest. */
    static final String BLOCKS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
    /** For a terminal without these. */
    static final String ASCII = "_.-^";
    /** A line of less noise than this does not fill the height. */
    private static final double LEAST_RANGE = Math.log(1.1);

    /** Returns a character for each report, or for several with their mean; a space where there is no score. */
    String of(List<Line.Point> points) {
        double[] sums = new double[columns()];
        int[] counts = new int[columns()];
        for (Line.Point point : points) {
            int column = (int) ((long) point.report() * columns() / reports);
            sums[column] += Math.log(point.score());
            counts[column]++;
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < sums.length; i++) {
            if (counts[i] > 0) {
                low = Math.min(low, sums[i] / counts[i]);
                high = Math.max(high, sums[i] / counts[i]);
            }
        }
        double range = Math.max(high - low, LEAST_RANGE);
        double start = (low + high - range) / 2;
        var text = new StringBuilder();
        for (int i = 0; i < sums.length; i++) {
            int level = (int) ((sums[i] / Math.max(1, counts[i]) - start) / range * levels.length());
            text.append(counts[i] == 0 ? ' ' : levels.charAt(Math.clamp(level, 0, levels.length() - 1)));
        }
        return text.toString();
    }

    private int columns() {
        return Math.min(reports, width);
    }
}
