package threadlab.bench.report;

import static threadlab.bench.page.Element.el;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
import threadlab.bench.verdict.Summary;

/** The distribution of response times: for each load a curve per server, from the median to the longest. */
final class LatencyCurves {
    private static final Map<String, Metric> PERCENTILES = percentiles();
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

    private static Map<String, Metric> percentiles() {
        Map<String, Metric> percentiles = new LinkedHashMap<>();
        percentiles.put("50 %", Metric.RESPONSE_TIME_P50);
        percentiles.put("90 %", Metric.RESPONSE_TIME_P90);
        percentiles.put("99 %", Metric.RESPONSE_TIME_P99);
        percentiles.put("99.9 %", Metric.RESPONSE_TIME_P999);
        percentiles.put("longest", Metric.RESPONSE_TIME_MAX);
        return percentiles;
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
                        "So many of the echoes were back in that time or sooner; medians over the rounds, on a log "
                                + "scale. Lower is better. The times are those of the sessions that are served. "
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
        List<Summary> summaries = plan.candidatesAndControl().stream()
                .flatMap(server -> analysis.summary(server, loadPoint).stream()).toList();
        double[] all = summaries.stream().flatMap(summary -> PERCENTILES.values().stream()
                .flatMap(metric -> summary.spread(metric).stream())).mapToDouble(MinMedianMax::median)
                .filter(micros -> micros > 0).sorted().toArray();
        if (all.length == 0) {
            return null;
        }
        var scale = new Scale(all[0] / 1.2, all[all.length - 1] * 1.2);
        String title = NumberFormat.sessions(loadPoint.sessions())
                + (plan.series().size() > 1 ? ", " + loadPoint.seriesText() : "");
        return el("figure", el("h3", title), el("svg", scale.grid(),
                summaries.reversed().stream().map(summary -> curve(summary, scale)).toList())
                .with("viewBox", "0 0 " + WIDTH + " " + HEIGHT).with("role", "img")
                .with("aria-label", "Response times at " + title + "; the table of all compared metrics has them."));
    }

    private Element curve(Summary summary, Scale scale) {
        ServerStyles.Style style = styles.of(summary.candidate());
        StringBuilder path = new StringBuilder();
        List<Element> points = new ArrayList<>();
        int place = 0;
        for (Map.Entry<String, Metric> percentile : PERCENTILES.entrySet()) {
            double x = scale.x(place++);
            MinMedianMax spread = summary.spread(percentile.getValue()).orElse(null);
            if (spread == null || spread.median() <= 0) {
                continue;
            }
            double y = scale.y(spread.median());
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
            points.add(el("path",
                    el("title", Typography.of(summary.candidate() + ", " + percentile.getKey() + ": "
                            + percentile.getValue().text(spread.median()))))
                    .with("d", style.shape()).with("fill", "currentColor")
                    .with("transform", String.format(Locale.ROOT, "translate(%.1f %.1f)", x, y)));
        }
        return el("g." + style.colour(), el("path").with("d", path).with("fill", "none").with("stroke", "currentColor")
                .with("stroke-width", 2).with("stroke-dasharray", style.dashes()), points);
    }

    /** Percentiles to the right in equal steps, times upwards on a log scale. */
    private record Scale(LogAxis times) {
        private Scale(double low, double high) {
            this(new LogAxis(low, high, HEIGHT - BOTTOM, TOP));
        }

        private double x(int place) {
            return LEFT + place * (WIDTH - LEFT - RIGHT - 12.0) / (PERCENTILES.size() - 1);
        }

        private double y(double micros) {
            return times.at(micros);
        }

        private List<Element> grid() {
            List<Element> grid = new ArrayList<>(timeLines(times));
            int place = 0;
            for (String percentile : PERCENTILES.keySet()) {
                grid.add(label(x(place++), HEIGHT - 6.0, "middle", percentile));
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
