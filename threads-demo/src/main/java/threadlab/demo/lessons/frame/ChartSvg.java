package threadlab.demo.lessons.frame;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import threadlab.demo.Svg;
import threadlab.demo.Xml;
import threadlab.demo.lessons.frame.Chart.Curve;
import threadlab.demo.lessons.frame.Chart.Mark;
import threadlab.demo.lessons.frame.Chart.Point;
import threadlab.demo.lessons.frame.Scale.Tick;

/** Draws a chart: title, legend, grid, marks, curves. */
final class ChartSvg {
    private static final double WIDTH = 900;
    private static final double LEFT = 80;
    private static final double RIGHT = 872;
    private static final double MARGIN = 28;
    private static final double TOP = 150;
    private static final double BOTTOM = 462;
    private static final double HEIGHT = 522;

    private final Svg svg = new Svg();
    private final Chart chart;
    private final List<Curve> measured;

    ChartSvg(Chart chart) {
        this.chart = chart;
        this.measured = chart.curves().stream().filter(curve -> !curve.reference()).toList();
    }

    String draw() {
        svg.text("title", MARGIN, MARGIN + 16, chart.title());
        legend();
        svg.text("note", MARGIN, TOP - 26, chart.y().title());
        chart.y().ticks().forEach(this::row);
        chart.x().ticks().forEach(this::column);
        svg.add("<path class='axis' d='M%.1f %.1fH%.1f'/>", LEFT, BOTTOM, RIGHT);
        svg.add("<text class='note' x='%.1f' y='%.1f' text-anchor='end'>%s</text>", RIGHT, BOTTOM + 42,
                Xml.escape(chart.x().title()));
        chart.marks().forEach(this::mark);
        measured.forEach(this::curve);
        chart.curves().stream().filter(Curve::reference).forEach(this::line); // last, or curves would hide it
        return svg.document(chart.title(), WIDTH, HEIGHT);
    }

    private void legend() {
        double x = MARGIN;
        double y = MARGIN + 46;
        Map<String, Curve> byName = new LinkedHashMap<>(); // several curves may have one name
        chart.curves().forEach(curve -> byName.putIfAbsent(curve.name(), curve));
        for (Curve curve : byName.values()) {
            double width = 27 + curve.name().length() * Svg.CHARACTER;
            if (x + width > RIGHT) {
                x = MARGIN;
                y += 22;
            }
            svg.add("<path class='%s' d='M%.1f %.1fh20'/>", style(curve), x, y - 4.5);
            svg.text("name", x + 27, y, curve.name());
            x += width + 22;
        }
    }

    private void row(Tick tick) {
        double y = y(tick.at());
        svg.add("<path class='grid' d='M%.1f %.1fH%.1f'/>", LEFT, y, RIGHT);
        svg.add("<text class='tick' x='%.1f' y='%.1f' style='text-anchor: end'>%s</text>", LEFT - 10, y + 4,
                Xml.escape(tick.label()));
    }

    private void column(Tick tick) {
        double x = x(tick.at());
        svg.add("<path class='axis' d='M%.1f %.1fv5'/>", x, BOTTOM);
        svg.add("<text class='tick' x='%.1f' y='%.1f'>%s</text>", x, BOTTOM + 20, Xml.escape(tick.label()));
    }

    private void mark(Mark mark) {
        double x = x(mark.at());
        String side = x > (LEFT + RIGHT) / 2 ? "end" : "start"; // towards the middle, where there is room
        svg.add("<path class='mark' d='M%.1f %.1fV%.1f'/>", x, TOP - 6, BOTTOM);
        svg.add("<text class='note' x='%.1f' y='%.1f' text-anchor='%s'>%s</text>", x, TOP - 10, side,
                Xml.escape(mark.label()));
    }

    private void curve(Curve curve) {
        line(curve);
        // Where curves coincide, the dots of the earlier ones show as rings.
        double radius = 3.5 + 1.5 * (measured.size() - 1 - measured.indexOf(curve));
        curve.points().forEach(point -> svg.add("<circle class='%s' cx='%.1f' cy='%.1f' r='%.1f'/>", colour(curve),
                x(point.x()), y(point.y()), radius));
    }

    private void line(Curve curve) {
        svg.add("<path class='%s' d='M%s'/>", style(curve),
                curve.points().stream().map(this::place).collect(Collectors.joining("L")));
    }

    private String place(Point point) {
        return String.format(Locale.ROOT, "%.1f %.1f", x(point.x()), y(point.y()));
    }

    private String style(Curve curve) {
        return curve.reference() ? "reference" : colour(curve) + " line";
    }

    private String colour(Curve curve) {
        return "kind" + measured.indexOf(curve) % Svg.COLOURS;
    }

    private double x(double number) {
        return LEFT + chart.x().share(number) * (RIGHT - LEFT);
    }

    private double y(double number) {
        return BOTTOM - chart.y().share(number) * (BOTTOM - TOP);
    }
}
