package threadlab.bench.diff;

import static threadlab.bench.page.Element.el;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import threadlab.bench.page.Element;
import threadlab.bench.verdict.NumberFormat;

/**
 * The axis that all rows of a page share. To the right is faster, whatever the mode. The scale is logarithmic, and 1 is
 * inside.
 *
 * @param low how fast at the left end, by the base
 * @param high at the right end
 */
record SpeedAxis(double low, double high) {
    static final int WIDTH = 220;
    private static final int MARGIN = 14;
    private static final int LABELS_HEIGHT = 36;
    private static final double LEAST = 1.1;
    /** Beyond the outermost. */
    private static final double ROOM = 1.02;
    /**
     * How far intervals may push an end beyond the outermost estimate, so that a wide one does not squeeze the others.
     */
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
        var interval = row.interval();
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
    Element row(Row row) {
        return el("svg.speed", ticks().stream()
                .map(tick -> line(tick == 1 ? "one" : "tick", x(tick), "0", x(tick), "100%")).toList(),
                row.hasRatio() ? estimate(row) : null).with("width", WIDTH).with("aria-hidden", true);
    }

    private Element estimate(Row row) {
        double[] ends = ends(row);
        return el("g." + row.change().name().toLowerCase(Locale.ROOT),
                line("interval", x(ends[0]), "50%", x(ends[1]), "50%"),
                el("circle").with("cx", x(1 / row.cost())).with("cy", "50%").with("r", 4.5));
    }

    /** The labels above the rows. */
    Element labels() {
        return el("svg.speed", label("text.slower", x(low), 12, "start", "\u2190 slower"),
                label("text.faster", x(high), 12, "end", "faster \u2192"), ticks().stream().map(this::label).toList())
                .with("width", WIDTH).with("height", LABELS_HEIGHT).with("role", "img")
                .with("aria-label", "how fast, by the base");
    }

    private Element label(double tick) {
        String anchor = x(tick) < 24 ? "start" : x(tick) > WIDTH - 24 ? "end" : "middle";
        return label("text", x(tick), LABELS_HEIGHT - 4, anchor, tick == 1 ? "1" : factor(tick));
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

    private static Element line(String style, double x1, String y1, double x2, String y2) {
        return el("line." + style).with("x1", x1).with("y1", y1).with("x2", x2).with("y2", y2);
    }

    private static Element label(String kind, double x, int y, String anchor, String text) {
        return el(kind, text).with("x", x).with("y", y).with("text-anchor", anchor);
    }
}
