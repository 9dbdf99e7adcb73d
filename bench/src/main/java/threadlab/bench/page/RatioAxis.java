package threadlab.bench.page;

import static threadlab.bench.page.Element.el;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A logarithmic axis of ratios that all rows of a table share, with a line at 1. Each row draws its part of the
 * picture, so that the lines run through the table.
 *
 * @param low the ratio at the left end
 * @param high the ratio at the right end
 */
public record RatioAxis(double low, double high) {
    static final int WIDTH = 300;
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

    /** An estimate and its interval; without one, both ends are the estimate. */
    public record Mark(double estimate, double low, double high) {
        private double left() {
            return Math.min(1, Math.max(low, estimate / WIDEST));
        }

        private double right() {
            return Math.max(1, Math.min(high, estimate * WIDEST));
        }
    }

    /** Returns an axis on which these marks lie. */
    public static RatioAxis of(List<Mark> marks) {
        double low = marks.stream().mapToDouble(Mark::left).min().orElse(1);
        double high = marks.stream().mapToDouble(Mark::right).max().orElse(1);
        // A side on which nothing lies has a part of the width all the same.
        double least = Math.pow(Math.max(LEAST, ROOM * Math.max(high, 1 / low)), 0.25);
        return new RatioAxis(1 / Math.max(ROOM / low, least), Math.max(ROOM * high, least));
    }

    private double x(double ratio) {
        double part = Math.log(ratio / low) / Math.log(high / low);
        return MARGIN + Math.clamp(part, 0, 1) * (WIDTH - 2 * MARGIN);
    }

    /**
     * Returns the part of the picture of a row without a mark.
     *
     * @param margin a difference up to this share does not matter: that region is shaded; 0 for none
     */
    public Element row(double margin) {
        return el("svg.axis", margin == 0 ? null : region(margin), ticks().stream()
                .map(tick -> line(tick == 1 ? "one" : "tick", x(tick), "0", x(tick), "100%")).toList())
                .with("width", WIDTH).with("aria-hidden", true);
    }

    /**
     * Returns the part of the picture of a row: the interval, and a point at the estimate.
     *
     * @param style a class of the style sheet
     */
    public Element row(Mark mark, String style, double margin) {
        Element row = row(margin);
        row.add(el("g." + style, line("interval", x(mark.low), "50%", x(mark.high), "50%"),
                el("circle").with("cx", x(mark.estimate)).with("cy", "50%").with("r", 4.5)));
        return row;
    }

    private Element region(double margin) {
        double left = x(1 / (1 + margin));
        return el("rect.region").with("x", left).with("y", "0").with("width", x(1 + margin) - left)
                .with("height", "100%");
    }

    /**
     * Returns the labels above the rows.
     *
     * @param left what lies on that side, with its style after a dot
     */
    public Element labels(String left, String leftStyle, String right, String rightStyle, String description) {
        return el("svg.axis", label("text." + leftStyle, x(low), 12, "start", "\u2190 " + left),
                label("text." + rightStyle, x(high), 12, "end", right + " \u2192"),
                ticks().stream().map(this::label).toList())
                .with("width", WIDTH).with("height", LABELS_HEIGHT).with("role", "img").with("aria-label", description);
    }

    private Element label(double tick) {
        String anchor = x(tick) < 24 ? "start" : x(tick) > WIDTH - 24 ? "end" : "middle";
        return label("text", x(tick), LABELS_HEIGHT - 4, anchor, tick == 1 ? "1" : factor(tick));
    }

    private static String factor(double tick) {
        String text = String.format(Locale.ROOT, tick < 0.095 ? "%.3f" : tick < 10 ? "%.2f" : "%,.0f", tick);
        return (text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text) + "\u00d7";
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
