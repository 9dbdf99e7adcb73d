package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import threadlab.bench.verdict.Words;

/**
 * The axis that all rows of a page share: to the right is faster, whatever the mode, on a logarithmic scale with 1 inside.
 *
 * @param low how fast at the left end, by the base
 * @param high at the right end
 */
record SpeedAxis(double low, double high) {
    static final int WIDTH = 360;
    private static final int MARGIN = 14;
    private static final int HEIGHT = 22;
    private static final double LEAST = 1.1;
    /** How far intervals may push an end beyond the outermost estimate: one wide interval must not squeeze all others. */
    private static final double WIDEST = 2;
    private static final int MOST_TICKS = 6;
    private static final double[] STEPS = {1.02, 1.05, 1.1, 1.2, 1.5, 2, 3, 5, 10, 30, 100, 1000};

    static SpeedAxis of(List<Row> rows) {
        double reach = rows.stream().filter(Row::hasRatio).flatMap(SpeedAxis::sizes).max(Double::compare).orElse(1.0);
        double end = Math.max(LEAST, reach * 1.02);
        return new SpeedAxis(oneSided(rows, false, end), oneSided(rows, true, end));
    }

    /** How far a row reaches to either side, at least 1. */
    private static Stream<Double> sizes(Row row) {
        return Stream.of(end(row, true), 1 / end(row, false));
    }

    /** Where a side has nothing, a part of the width is enough. */
    private static double oneSided(List<Row> rows, boolean faster, double end) {
        double reach = rows.stream().filter(Row::hasRatio)
                .mapToDouble(row -> faster ? end(row, true) : 1 / end(row, false)).max().orElse(1);
        double atLeast = Math.max(reach * 1.02, Math.pow(end, 0.25));
        return faster ? atLeast : 1 / atLeast;
    }

    private static double end(Row row, boolean high) {
        double estimate = 1 / row.cost();
        double[] ends = ends(row);
        return high
                ? Math.max(1, Math.min(ends[1], estimate * WIDEST))
                : Math.min(1, Math.max(ends[0], estimate / WIDEST));
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
        var svg = new StringBuilder(begin(HEIGHT, "none"));
        for (double tick : ticks()) {
            svg.append(line(tick == 1 ? "one" : "tick", x(tick), 0, x(tick), HEIGHT));
        }
        if (row.hasRatio()) {
            double[] ends = ends(row);
            svg.append("<g class=\"").append(row.change().name().toLowerCase(Locale.ROOT)).append("\">")
                    .append(line("interval", x(ends[0]), HEIGHT / 2.0, x(ends[1]), HEIGHT / 2.0))
                    .append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"/></g>", x(1 / row.cost()), HEIGHT / 2.0));
        }
        return svg.append("</svg>").toString();
    }

    /** The labels above the rows. */
    String labels() {
        var svg = new StringBuilder(begin(HEIGHT + 14, "img"));
        svg.append(text("slower", x(low), "start", "\u2190 slower"))
                .append(text("faster", x(high), "end", "faster \u2192"));
        for (double tick : ticks()) {
            String anchor = x(tick) < 24 ? "start" : x(tick) > WIDTH - 24 ? "end" : "middle";
            svg.append(format("<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>", x(tick), HEIGHT + 10, anchor,
                    tick == 1 ? "1" : factor(tick)));
        }
        return svg.append("</svg>").toString();
    }

    private static String factor(double tick) {
        double factor = tick < 1 ? 1 / tick : tick;
        return trimmed(Words.times(factor)) + "\u00d7";
    }

    private static String trimmed(String number) {
        return number.contains(".") ? number.replaceFirst("\\.?0+$", "") : number;
    }

    /** Powers of one factor to either side of 1, the smallest that leaves room for their labels. */
    private List<Double> ticks() {
        for (double step : STEPS) {
            List<Double> ticks = powers(step);
            if (ticks.size() <= MOST_TICKS) {
                return ticks;
            }
        }
        return List.of(1.0);
    }

    private List<Double> powers(double step) {
        List<Double> ticks = new ArrayList<>();
        for (double tick = 1; tick <= high; tick *= step) {
            ticks.add(tick);
        }
        for (double tick = 1 / step; tick >= low; tick /= step) {
            ticks.add(0, tick);
        }
        return ticks;
    }

    private static String begin(int height, String role) {
        return format("<svg class=\"speed\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" %s>", WIDTH, height, WIDTH,
                height,
                role.equals("img") ? "role=\"img\" aria-label=\"how fast, by the base\"" : "aria-hidden=\"true\"");
    }

    private static String line(String style, double x1, double y1, double x2, double y2) {
        return format("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", style, x1, y1, x2, y2);
    }

    private static String text(String style, double x, String anchor, String text) {
        return format("<text class=\"%s\" x=\"%.1f\" y=\"12\" text-anchor=\"%s\">%s</text>", style, x, anchor, text);
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
