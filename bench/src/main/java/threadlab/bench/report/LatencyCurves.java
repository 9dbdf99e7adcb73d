package threadlab.bench.report;

import static threadlab.bench.page.Element.el;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.page.Element;
import threadlab.bench.page.Typography;
import threadlab.bench.stats.MinMedianMax;
import threadlab.bench.verdict.Analysis;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.NumberFormat;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.ResponseTimeCurve;
import threadlab.bench.verdict.Summary;

/** The distribution of response times: for each load a curve per server. */
final class LatencyCurves {
    private static final Map<Double, Metric> PERCENTILES = new TreeMap<>(Map.of(50.0, Metric.RESPONSE_TIME_P50,
            90.0, Metric.RESPONSE_TIME_P90, 99.0, Metric.RESPONSE_TIME_P99, 99.9, Metric.RESPONSE_TIME_P999));
    static final int WIDTH = 400;
    static final int HEIGHT = 230;
    static final int LEFT = 58;
    static final int RIGHT = 14;
    static final int TOP = 12;
    static final int BOTTOM = 26;
    /** More than these are folded away. */
    private static final int MOST_LOADS = 4;

    private final Analysis analysis;
    private final ServerStyles styles;

    private LatencyCurves(Analysis analysis, ServerStyles styles) {
        this.analysis = analysis;
        this.styles = styles;
    }

    /** Returns a picture for each load; null if no latency is known. */
    static @Nullable Element section(Analysis analysis, ServerStyles styles) {
        var curves = new LatencyCurves(analysis, styles);
        List<Element> figures = analysis.plan().loadPoints().stream().map(curves::figure).filter(Objects::nonNull)
                .toList();
        if (figures.isEmpty()) {
            return null;
        }
        List<Element> more = figures.subList(Math.min(MOST_LOADS, figures.size()), figures.size());
        return el("section.curves", el("h2", "Response times"),
                el("p.note",
                        "So many of the echoes were back in that time or sooner; medians over the rounds, on log "
                                + "scales. Lower is better. The times are those of the sessions that are served. "
                                + "Point at a point to read it."),
                el("ul.legend.inline", analysis.plan().candidatesAndControl().stream()
                        .map(server -> el("li", styles.markedName(server))).toList()),
                el("div.charts", figures.subList(0, figures.size() - more.size())),
                more.isEmpty()
                        ? null
                        : el("details", el("summary", more.size() + " more loads"), el("div.charts", more)));
    }

    private @Nullable Element figure(LoadPoint loadPoint) {
        Plan plan = analysis.plan();
        List<Curve> curves = plan.candidatesAndControl().stream()
                .flatMap(server -> analysis.summary(server, loadPoint).stream()).map(this::curve)
                .filter(curve -> !curve.points.isEmpty()).toList();
        if (curves.isEmpty()) {
            return null;
        }
        var scale = Scale.of(curves);
        String title = NumberFormat.sessions(loadPoint.sessions())
                + (plan.series().size() > 1 ? ", " + loadPoint.seriesText() : "");
        return el("figure", el("h3", title), el("svg", scale.grid(),
                curves.reversed().stream().map(curve -> drawn(curve, scale)).toList())
                .with("viewBox", "0 0 " + WIDTH + " " + HEIGHT).with("role", "img")
                .with("aria-label", "Response times at " + title + "; the table of all compared metrics has them."));
    }

    /** A time, and where it stands; a label makes it a point to read. */
    private record Point(double decades, double micros, @Nullable String label) {
    }

    /** @param line in files of before there was a curve it goes through the points alone */
    private record Curve(String server, List<Point> line, List<Point> points) {
        private double decades() {
            return line.getLast().decades;
        }
    }

    private Curve curve(Summary summary) {
        List<Point> points = new ArrayList<>();
        PERCENTILES.forEach((percentile, metric) -> summary.spread(metric).map(MinMedianMax::median)
                .filter(LogAxis::isDrawable).ifPresent(micros -> points.add(
                        new Point(ResponseTimeCurve.decadesOf(percentile), micros,
                                metric.title() + ": " + metric.text(micros)))));
        List<Double> micros = ResponseTimeCurve.medians(analysis.run().trials().stream()
                .filter(trial -> trial.spec().candidate().equals(summary.candidate())
                        && trial.spec().loadPoint().equals(summary.loadPoint()))
                .toList());
        List<Point> line = new ArrayList<>();
        for (int place = 1; place < micros.size(); place++) { // the shortest of all would take most of the height
            if (LogAxis.isDrawable(micros.get(place))) {
                line.add(new Point(ResponseTimeCurve.decadesAt(place), micros.get(place), null));
            }
        }
        return new Curve(summary.candidate(), line.isEmpty() ? points : line, points);
    }

    private Element drawn(Curve curve, Scale scale) {
        ServerStyles.Style style = styles.of(curve.server);
        StringBuilder path = new StringBuilder();
        for (Point point : curve.line) {
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", scale.x(point.decades),
                    scale.y(point.micros)));
        }
        List<Element> points = curve.points.stream().map(point -> el("path",
                el("title", Typography.of(curve.server + ", " + point.label)))
                .with("d", style.shape()).with("fill", "currentColor").with("transform", String.format(Locale.ROOT,
                        "translate(%.1f %.1f)", scale.x(point.decades), scale.y(point.micros))))
                .toList();
        return el("g." + style.colour(), el("path").with("d", path).with("fill", "none").with("stroke", "currentColor")
                .with("stroke-width", 2).with("stroke-dasharray", style.dashes()), points);
    }

    /**
     * Percentiles to the right, so that each nine more is equally far, and times upwards on a log scale.
     *
     * @param decades how many nines there are
     */
    private record Scale(double decades, LogAxis times) {
        private static final int MOST_NINES = 6;

        private static Scale of(List<Curve> curves) {
            double[] micros = curves.stream()
                    .flatMap(curve -> Stream.concat(curve.line.stream(), curve.points.stream()))
                    .mapToDouble(Point::micros).sorted().toArray();
            double decades = curves.stream().mapToDouble(Curve::decades).max().orElseThrow();
            return new Scale(Math.clamp(decades, ResponseTimeCurve.decadesOf(99.0), MOST_NINES),
                    new LogAxis(micros[0] / 1.2, micros[micros.length - 1] * 1.2, HEIGHT - BOTTOM, TOP));
        }

        private double x(double decades) {
            return LEFT + Math.min(decades / this.decades, 1) * (WIDTH - LEFT - RIGHT - 12.0);
        }

        private double y(double micros) {
            return times.at(micros);
        }

        private List<Element> grid() {
            List<Element> grid = new ArrayList<>(timeLines(times));
            grid.add(label(x(ResponseTimeCurve.decadesOf(50.0)), HEIGHT - 6.0, "middle", "50 %"));
            for (int nines = 1; nines <= decades; nines++) {
                String percentile = BigDecimal.valueOf(100).subtract(BigDecimal.ONE.movePointLeft(nines - 2))
                        .toPlainString();
                grid.add(label(x(nines), HEIGHT - 6.0, "middle", percentile + " %"));
            }
            return grid;
        }
    }

    /** Returns a line for each tick of an upright axis of times in microseconds, and its label. */
    static List<Element> timeLines(LogAxis times) {
        List<Element> lines = new ArrayList<>();
        for (double tick : times.ticks()) {
            lines.add(el("line.tick").with("x1", LEFT).with("x2", WIDTH - RIGHT).with("y1", times.at(tick))
                    .with("y2", times.at(tick)));
            lines.add(label(LEFT - 8.0, times.at(tick) + 4, "end", Metric.RESPONSE_TIME_P50.text(tick)));
        }
        return lines;
    }

    static Element label(double x, double y, String anchor, String text) {
        return el("text", Typography.of(text.replaceFirst("\\.0+(?= )", ""))).with("x", x).with("y", y)
                .with("text-anchor", anchor);
    }
}
