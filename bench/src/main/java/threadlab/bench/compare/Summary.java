package threadlab.bench.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.Judge;
import threadlab.bench.stats.Spread;

/**
 * One contestant at one number of sessions, over the rounds. Any spread is null when no trial tells.
 *
 * @param trials all of them; the {@code failed} ones give no figure
 * @param ratios to the run's first contestant, formed within each round, by the name of the figure; null for the first
 *            contestant itself
 */
public record Summary(String contestant, int sessions, int trials, int failed, Spread echoesPerSecond,
        Spread serverCpuMicrosPerEcho, Spread latencyP50Micros, Spread latencyP99Micros, Spread serverResidentBytes,
        Spread serverThreads, Map<String, Ratio> ratios) {

    /** A figure that ratios are formed of. */
    private static final Map<String, Function<Figures, Double>> COMPARED = compared();

    private static Map<String, Function<Figures, Double>> compared() {
        var figures = new LinkedHashMap<String, Function<Figures, Double>>();
        figures.put("echoesPerSecond", Figures::echoesPerSecond);
        figures.put("serverCpuMicrosPerEcho", Figures::serverCpuMicrosPerEcho);
        figures.put("latencyP99Micros", f -> f.latencyMicros().p99());
        figures.put("serverResidentBytes", f -> toDouble(f.serverResidentBytes()));
        return figures;
    }

    /** A point of the plan: a row, and one of a family of ratios of the same figure. */
    private record Point(String contestant, int sessions) {
    }

    /** A row per number of sessions and contestant, in the order of the plan. */
    public static List<Summary> of(Comparison run) {
        List<Point> points = run.plan().sessions().stream()
                .flatMap(n -> run.plan().contestants().stream().map(name -> new Point(name, n))).toList();
        Map<Point, Map<String, Ratio>> ratios = ratios(run, points);
        return points.stream().map(point -> of(run, point, ratios.get(point))).toList();
    }

    private static Summary of(Comparison run, Point point, Map<String, Ratio> ratios) {
        List<Trial> trials = trials(run, point.contestant, point.sessions).toList();
        return new Summary(point.contestant, point.sessions, trials.size(),
                (int) trials.stream().filter(t -> !t.endedWell()).count(),
                spread(trials, Figures::echoesPerSecond), spread(trials, Figures::serverCpuMicrosPerEcho),
                spread(trials, f -> f.latencyMicros().p50()), spread(trials, f -> f.latencyMicros().p99()),
                spread(trials, f -> toDouble(f.serverResidentBytes())),
                spread(trials, f -> toDouble(f.serverThreads())), ratios);
    }

    /** By point, then by figure; nothing for the first contestant. Each figure's ratios are judged together. */
    private static Map<Point, Map<String, Ratio>> ratios(Comparison run, List<Point> points) {
        String first = run.plan().contestants().getFirst();
        var all = new HashMap<Point, Map<String, Ratio>>();
        COMPARED.forEach((name, figure) -> {
            var family = new LinkedHashMap<Point, List<Double>>();
            points.stream().filter(point -> !point.contestant.equals(first)).forEach(point -> family.put(point,
                    ratios(trials(run, point.contestant, point.sessions).toList(),
                            trials(run, first, point.sessions).toList(), figure)));
            Map<Point, Finding> findings = Judge.findings(family);
            family.forEach((point, ratios) -> all.computeIfAbsent(point, p -> new LinkedHashMap<>()).put(name,
                    Ratio.of(ratios, findings.get(point))));
        });
        return all;
    }

    private static Stream<Trial> trials(Comparison run, String contestant, int sessions) {
        return run.trials().stream().filter(t -> t.contestant().equals(contestant) && t.sessions() == sessions);
    }

    private static Spread spread(List<Trial> trials, Function<Figures, Double> figure) {
        return Spread.of(trials.stream().filter(Trial::endedWell).map(t -> figure.apply(t.figures()))
                .filter(Objects::nonNull).toList());
    }

    private static List<Double> ratios(List<Trial> trials, List<Trial> base, Function<Figures, Double> figure) {
        List<Double> ratios = new ArrayList<>();
        for (Trial trial : trials) {
            base.stream().filter(b -> b.round() == trial.round() && b.endedWell() && trial.endedWell()).forEach(b -> {
                Double above = figure.apply(trial.figures());
                Double below = figure.apply(b.figures());
                if (above != null && below != null && below > 0) {
                    ratios.add(above / below);
                }
            });
        }
        return ratios;
    }

    private static Double toDouble(Number number) {
        return number == null ? null : number.doubleValue();
    }
}
