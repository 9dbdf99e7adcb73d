package threadlab.bench.trend;

import static threadlab.bench.page.Element.el;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import threadlab.bench.diff.Change;
import threadlab.bench.diff.Labels;
import threadlab.bench.diff.UnitScale;
import threadlab.bench.page.Element;

/**
 * The picture of a line: its scores with their intervals on a logarithmic scale, its levels, and where they change. All
 * points are one path, so that a page of many pictures stays small.
 */
final class Curve {
    private static final int WIDTH = 340;
    private static final int HEIGHT = 120;
    private static final int SIDE = 6;
    private static final int TOP = 18;
    private static final int BOTTOM = 20;
    /** A line of less noise than this does not fill the height. */
    private static final double LEAST_RANGE = Math.log(1.1);

    private final History history;
    private final Line line;
    /** Logarithms of the scores at the bottom and at the top. */
    private final double low;
    private final double high;

    private Curve(History history, Line line) {
        this.history = history;
        this.line = line;
        double least = line.points().stream().mapToDouble(point -> Math.log(point.score())).min().orElseThrow();
        double most = line.points().stream().mapToDouble(point -> Math.log(point.score())).max().orElseThrow();
        double range = Math.max(LEAST_RANGE, most - least);
        // Wide intervals may double the height at either end, and are cut there.
        double lowest = line.points().stream().mapToDouble(point -> reach(point.low(), point)).min().orElse(least);
        double highest = line.points().stream().mapToDouble(point -> reach(point.high(), point)).max().orElse(most);
        low = Math.min((least + most - range) / 2, Math.max(lowest, least - range));
        high = Math.max((least + most + range) / 2, Math.min(highest, most + range));
    }

    static Element of(History history, Line line) {
        return new Curve(history, line).picture();
    }

    /** An interval that is not known reaches to its score; one down to zero, as far as the picture does. */
    private static double reach(double end, Line.Point point) {
        return Math.log(Double.isNaN(end) ? point.score() : end);
    }

    private Element picture() {
        UnitScale scale = UnitScale.of(line.unit(), line.last().score());
        String first = history.reports().getFirst().label();
        String last = history.reports().getLast().label();
        return el("svg.curve",
                text(SIDE, 11, "start", scale.number(Math.exp(low)) + " to " + scale.text(Math.exp(high))),
                text(SIDE, HEIGHT - 4, "start", cut(first)), text(WIDTH - SIDE, HEIGHT - 4, "end", cut(last)),
                rule(TOP), rule(HEIGHT - BOTTOM), path("intervals", intervals()), path("line", polyline()),
                levels(), path("points", points()), changes())
                .with("viewBox", "0 0 " + WIDTH + " " + HEIGHT).with("role", "img")
                .with("aria-label", history.label(line) + ": " + line.points().size() + " scores, the newest "
                        + line.lastScore() + "; " + line.verdict());
    }

    private static String cut(String label) {
        return Labels.cut(label, 24);
    }

    private double x(double report) {
        return SIDE + report / Math.max(1, history.reports().size() - 1) * (WIDTH - 2 * SIDE);
    }

    private double y(double log) {
        return HEIGHT - BOTTOM - Math.clamp((log - low) / (high - low), 0, 1) * (HEIGHT - BOTTOM - TOP);
    }

    private String intervals() {
        var path = new StringBuilder();
        line.points().stream().filter(point -> !Double.isNaN(point.low())).forEach(point -> path.append(
                format("M%.1f %.1fV%.1f", x(point.report()), y(Math.log(point.low())), y(Math.log(point.high())))));
        return path.toString();
    }

    private String polyline() {
        var path = new StringBuilder();
        line.points().forEach(point -> path.append(
                format(path.isEmpty() ? "M%.1f %.1f" : "L%.1f %.1f", x(point.report()), y(Math.log(point.score())))));
        return path.toString();
    }

    private String points() {
        var path = new StringBuilder();
        line.points().forEach(point -> path.append(
                format("M%.1f %.1fh0", x(point.report()), y(Math.log(point.score())))));
        return path.toString();
    }

    /** The level between two changes, in the colour of the change that it begins with. */
    private List<Element> levels() {
        List<Element> levels = new ArrayList<>();
        for (int i = 0; i < line.steps().size(); i++) {
            Step step = line.steps().get(i);
            if (i == 0) {
                levels.add(level("level", x(line.points().getFirst().report()), between(step), step.before()));
            }
            double end = i + 1 < line.steps().size()
                    ? between(line.steps().get(i + 1))
                    : x(line.last().report());
            levels.add(level("level." + style(step.change()), between(step), end, step.after()));
        }
        return levels;
    }

    /** Between the report with the new level and the one before. */
    private double between(Step step) {
        return x(step.report() - 0.5);
    }

    private Element level(String kind, double from, double to, double score) {
        return el("path." + kind).with("d", format("M%.1f %.1fH%.1f", from, y(Math.log(score)), to));
    }

    private List<Element> changes() {
        return line.steps().stream().map(step -> el("path.step." + style(step.change()),
                el("title", history.label(step) + ": " + step.change() + ", " + step.ratioText() + ", "
                        + step.scores()))
                .with("d", format("M%.1f %dV%d", between(step), TOP, HEIGHT - BOTTOM))).toList();
    }

    static String style(Change change) {
        return switch (change) {
            case FASTER -> "better";
            case SLOWER -> "worse";
            default -> "other";
        };
    }

    private static Element path(String kind, String d) {
        return el("path." + kind).with("d", d);
    }

    private static Element rule(int y) {
        return path("rule", format("M%d %dH%d", SIDE, y, WIDTH - SIDE));
    }

    private static Element text(int x, int y, String anchor, String text) {
        return el("text", text).with("x", x).with("y", y).with("text-anchor", anchor);
    }

    private static String format(String form, Object... numbers) {
        return String.format(Locale.ROOT, form, numbers);
    }
}
