package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import threadlab.bench.verdict.NumberFormat;

/**
 * The axis that all rows of a page share: to the right is faster, whatever the mode, on a logarithmic scale with 1 inside.
 *
 * @param low how fast at the left end, by the base
 * @param high at the right end
 */
record SpeedAxis(double low, double high) {
    static final int WIDTH = 260;
    private static final int MARGIN = 14;
    private static final int LABELS_HEIGHT = 36;
    private static final double LEAST = 1.1;
    /** Beyond the outermost. */
    private static final double ROOM = 1.02;
    /** How far intervals may push an end beyond the outermost estimate: one wide interval must not squeeze all others. */
    private static final double WIDEST = 2;
    /** With the room beside it. */
    private static final int LABEL_WIDTH = 44;
    private static final List<Double> ROUND = List.of(1.01, 1.02, 1.05, 1.1, 1.2, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0,
            100.0, 200.0, 500.0, 1000.0, 1e4, 1e5);

    static SpeedAxis of(List<Row> rows) {
        List<double[]> reaches = rows.stream().filter(Row::hasRatio).map(SpeedAxis::reach).toList();
        double low = reaches.stream().mapToDouble(reach -> reach[0]).min().orElse(1);
        double high = reaches.stream().mapToDouble(reach -> reach[1]).max().orElse(1);
        // A side on which nothing lies has a part of the width all the same.
        double least = Math.pow(Math.max(LEAST, ROOM * Math.max(high, 1 / low)), 0.25);
        return new SpeedAxis(1 / Math.max(ROOM / low, least), Math.max(ROOM * high, least));
    }

    /** What a row asks for: 1, the estimate, and the interval as far as {@link #WIDEST} allows. */
    private static double[] reach(Row row) {
        double estimate = 1 / row.cost();
        double[] ends = ends(row);
        return new double[]{Math.min(1, Math.max(ends[0], estimate / WIDEST)),
                Math.max(1, Math.min(ends[1], estimate * WIDEST))};
    }

    /** The interval as speeds, ascending; without one, the estimate twice. */
    private static double[] ends(Row row) {
        var interval = row.finding().interval();
        if (interval == null) {
            return new double[]{1 / row.cost(), 1 / row.cost()};
        }
        double one = 1 / row.asCost(interval.low());
        double other = 1 / row.asCost(interval.high());
        return new double[]{Math.min(one, other), Math.max(one, other)};
    }

    private double x(double speed) {
        double part = Math.log(speed / low) / Math.log(high / low);
        return MARGIN + Math.clamp(part, 0, 1) * (WIDTH - 2 * MARGIN);
    }

    /** The line at 1 and those of the ticks, the interval, and the estimate: filled where a difference is shown. */
    String row(Row row) {
        var svg = new StringBuilder(format("<svg class=\"speed\" width=\"%d\" aria-hidden=\"true\">", WIDTH));
        for (double tick : ticks()) {
            svg.append(line(tick == 1 ? "one" : "tick", x(tick), "0", x(tick), "100%"));
        }
        if (row.hasRatio()) {
            double[] ends = ends(row);
            svg.append("<g class=\"").append(row.change().name().toLowerCase(Locale.ROOT)).append("\">")
                    .append(line("interval", x(ends[0]), "50%", x(ends[1]), "50%"))
                    .append(format("<circle cx=\"%.1f\" cy=\"50%%\" r=\"4.5\"/></g>", x(1 / row.cost())));
        }
        return svg.append("</svg>").toString();
    }

    /** The labels above the rows. */
    String labels() {
        var svg = new StringBuilder(format("<svg class=\"speed\" width=\"%d\" height=\"%d\" role=\"img\""
                + " aria-label=\"how fast, by the base\">", WIDTH, LABELS_HEIGHT));
        svg.append(text("slower", x(low), "start", "\u2190 slower"))
                .append(text("faster", x(high), "end", "faster \u2192"));
        for (double tick : ticks()) {
            String anchor = x(tick) < 24 ? "start" : x(tick) > WIDTH - 24 ? "end" : "middle";
            svg.append(
                    format("<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>", x(tick), LABELS_HEIGHT - 4, anchor,
                            tick == 1 ? "1" : factor(tick)));
        }
        return svg.append("</svg>").toString();
    }

    private static String factor(double tick) {
        double factor = tick < 1 ? 1 / tick : tick;
        return trimmed(NumberFormat.times(factor)) + "\u00d7";
    }

    private static String trimmed(String number) {
        return number.contains(".") ? number.replaceFirst("\\.?0+$", "") : number;
    }

    /** Round factors to either side of 1, with room for their labels. */
    private List<Double> ticks() {
        List<Double> ticks = new ArrayList<>(List.of(1.0));
        double apart = LABEL_WIDTH * Math.log(high / low) / (WIDTH - 2 * MARGIN);
        sides(high, apart).forEach(ticks::add);
        sides(1 / low, apart).forEach(tick -> ticks.add(1 / tick));
        return ticks;
    }

    private static List<Double> sides(double end, double apart) {
        List<Double> ticks = new ArrayList<>();
        double outer = Double.POSITIVE_INFINITY;
        for (double factor : ROUND.reversed()) {
            if (factor <= end && Math.log(factor) >= apart && outer - Math.log(factor) >= apart) {
                ticks.add(factor);
                outer = Math.log(factor);
            }
        }
        return ticks;
    }

    private static String line(String style, double x1, String y1, double x2, String y2) {
        return format("<line class=\"%s\" x1=\"%.1f\" y1=\"%s\" x2=\"%.1f\" y2=\"%s\"/>", style, x1, y1, x2, y2);
    }

    private static String text(String style, double x, String anchor, String text) {
        return format("<text class=\"%s\" x=\"%.1f\" y=\"12\" text-anchor=\"%s\">%s</text>", style, x, anchor, text);
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
