package threadlab.bench.report;

import static threadlab.bench.page.Element.el;
import static threadlab.bench.report.LatencyCurves.BOTTOM;
import static threadlab.bench.report.LatencyCurves.HEIGHT;
import static threadlab.bench.report.LatencyCurves.LEFT;
import static threadlab.bench.report.LatencyCurves.RIGHT;
import static threadlab.bench.report.LatencyCurves.TOP;
import static threadlab.bench.report.LatencyCurves.WIDTH;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.page.Element;
import threadlab.bench.page.Typography;
import threadlab.bench.verdict.Analysis;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.NumberFormat;
import threadlab.client.capacity.Capacity;
import threadlab.client.capacity.LatencyBound;
import threadlab.client.capacity.RateStep;

/** How response times grow with the rate: for each load a curve per server, from one of its searches. */
final class RateCurves {
    private final Analysis analysis;
    private final ServerStyles styles;
    private final LatencyBound bound;

    private RateCurves(Analysis analysis, ServerStyles styles, LatencyBound bound) {
        this.analysis = analysis;
        this.styles = styles;
        this.bound = bound;
    }

    /** A server and the steps of a search, by their rate. */
    private record Curve(String server, List<RateStep> steps) {
    }

    /** Returns a picture for each load; null if there was no search. */
    static @Nullable Element section(Analysis analysis, ServerStyles styles) {
        LatencyBound bound = analysis.plan().bound();
        if (bound == null) {
            return null;
        }
        var curves = new RateCurves(analysis, styles, bound);
        List<Element> figures = analysis.plan().loadPoints().stream().map(curves::figure).filter(Objects::nonNull)
                .toList();
        return figures.isEmpty()
                ? null
                : el("section.curves", el("h2", "Response times over the rate"),
                        el("p.note", "The " + bound.name() + " at each rate that a search has tried, in messages a "
                                + "second, of the round with the middle capacity; log scales. A filled point was held, "
                                + "an empty one was not. The dashed line is the bound, "
                                + Typography.of(bound.inSentence()) + ". Point at a point to read it."),
                        el("ul.legend.inline", analysis.plan().candidatesAndControl().stream()
                                .map(server -> el("li", styles.markedName(server))).toList()),
                        el("div.charts", figures));
    }

    private @Nullable Element figure(LoadPoint loadPoint) {
        List<Curve> curves = analysis.plan().candidatesAndControl().stream()
                .map(server -> new Curve(server, middle(server, loadPoint)))
                .filter(curve -> !curve.steps.isEmpty()).toList();
        if (curves.isEmpty()) {
            return null;
        }
        double most = bound.most().toNanos() / 1e3;
        LogAxis rates = axis(curves.stream().flatMap(curve -> curve.steps.stream()).map(RateStep::ratePerSecond),
                LEFT + 6.0, WIDTH - RIGHT - 6.0);
        LogAxis times = axis(Stream.concat(Stream.of(most),
                curves.stream().flatMap(curve -> curve.steps.stream()).map(RateStep::boundedMicros)), HEIGHT - BOTTOM,
                TOP);
        String title = NumberFormat.sessions(loadPoint.sessions())
                + (analysis.plan().series().size() > 1 ? ", " + loadPoint.seriesText() : "");
        Element line = el("line").with("x1", LEFT).with("x2", WIDTH - RIGHT).with("y1", times.at(most))
                .with("y2", times.at(most)).with("stroke", "currentColor").with("stroke-dasharray", "4 4");
        return el("figure", el("h3", title), el("svg", LatencyCurves.timeLines(times), rateLabels(rates), line,
                curves.reversed().stream().map(curve -> drawn(curve, rates, times)).toList())
                .with("viewBox", "0 0 " + WIDTH + " " + HEIGHT).with("role", "img")
                .with("aria-label", "Response times over the rate at " + title));
    }

    private static LogAxis axis(Stream<Double> values, double from, double to) {
        double[] sorted = values.mapToDouble(Double::doubleValue).sorted().toArray();
        return new LogAxis(sorted[0] / 1.2, sorted[sorted.length - 1] * 1.2, from, to);
    }

    private static List<Element> rateLabels(LogAxis rates) {
        return rates.ticks().stream()
                .map(tick -> LatencyCurves.label(rates.at(tick), HEIGHT - 6.0, "middle", Metric.RATE.text(tick)))
                .toList();
    }

    /** Returns the steps of the search with the middle capacity, the last one at each rate. */
    private List<RateStep> middle(String server, LoadPoint loadPoint) {
        List<Capacity> searches = analysis.run().trials().stream()
                .filter(trial -> trial.spec().candidate().equals(server) && trial.spec().loadPoint().equals(loadPoint))
                .map(trial -> trial.result().rateSteps()).filter(Objects::nonNull)
                .map(steps -> new Capacity(steps, false))
                .sorted(Comparator.comparing(search -> search.held().map(RateStep::ratePerSecond).orElse(0.0)))
                .toList();
        if (searches.isEmpty()) {
            return List.of();
        }
        Map<Double, RateStep> byRate = new TreeMap<>();
        searches.get(searches.size() / 2).steps().stream().filter(RateCurves::isDrawable)
                .forEach(step -> byRate.put(step.ratePerSecond(), step));
        return List.copyOf(byRate.values());
    }

    /** A step in which nothing came back has no latency. */
    private static boolean isDrawable(RateStep step) {
        return LogAxis.isDrawable(step.ratePerSecond()) && LogAxis.isDrawable(step.boundedMicros());
    }

    private Element drawn(Curve curve, LogAxis rates, LogAxis times) {
        ServerStyles.Style style = styles.of(curve.server);
        StringBuilder path = new StringBuilder();
        List<Element> points = new ArrayList<>();
        for (RateStep step : curve.steps) {
            double x = rates.at(step.ratePerSecond());
            double y = times.at(step.boundedMicros());
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
            points.add(el("path",
                    el("title", Typography.of(curve.server + " at " + NumberFormat.count(step.ratePerSecond())
                            + " a second: " + bound.name() + " " + Metric.RESPONSE_TIME_P50.text(step.boundedMicros())
                            + (step.holds() ? ", held" : ", not held"))))
                    .with("d", style.shape()).with("fill", step.holds() ? "currentColor" : "none")
                    .with("stroke", "currentColor").with("pointer-events", "all")
                    .with("transform", String.format(Locale.ROOT, "translate(%.1f %.1f)", x, y)));
        }
        return el("g." + style.colour(), el("path").with("d", path).with("fill", "none").with("stroke", "currentColor")
                .with("stroke-width", 2).with("stroke-dasharray", style.dashes()), points);
    }
}
