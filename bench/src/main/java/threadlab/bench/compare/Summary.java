package threadlab.bench.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
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
        Spread serverThreads, Map<String, Spread> ratios) {

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

    /** A row per number of sessions and contestant, in the order of the plan. */
    public static List<Summary> of(Comparison run) {
        List<Summary> rows = new ArrayList<>();
        for (int sessions : run.plan().sessions()) {
            for (String contestant : run.plan().contestants()) {
                rows.add(of(run, contestant, sessions));
            }
        }
        return rows;
    }

    private static Summary of(Comparison run, String contestant, int sessions) {
        List<Trial> trials = trials(run, contestant, sessions).toList();
        String first = run.plan().contestants().getFirst();
        return new Summary(contestant, sessions, trials.size(),
                (int) trials.stream().filter(t -> !t.endedWell()).count(),
                spread(trials, Figures::echoesPerSecond), spread(trials, Figures::serverCpuMicrosPerEcho),
                spread(trials, f -> f.latencyMicros().p50()), spread(trials, f -> f.latencyMicros().p99()),
                spread(trials, f -> toDouble(f.serverResidentBytes())),
                spread(trials, f -> toDouble(f.serverThreads())),
                contestant.equals(first) ? null : ratios(trials, trials(run, first, sessions).toList()));
    }

    private static Stream<Trial> trials(Comparison run, String contestant, int sessions) {
        return run.trials().stream().filter(t -> t.contestant().equals(contestant) && t.sessions() == sessions);
    }

    private static Spread spread(List<Trial> trials, Function<Figures, Double> figure) {
        return Spread.of(trials.stream().filter(Trial::endedWell).map(t -> figure.apply(t.figures()))
                .filter(Objects::nonNull).toList());
    }

    private static Map<String, Spread> ratios(List<Trial> trials, List<Trial> base) {
        var ratios = new LinkedHashMap<String, Spread>();
        COMPARED.forEach((name, figure) -> ratios.put(name, ratio(trials, base, figure)));
        return ratios;
    }

    private static Spread ratio(List<Trial> trials, List<Trial> base, Function<Figures, Double> figure) {
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
        return Spread.of(ratios);
    }

    private static Double toDouble(Number number) {
        return number == null ? null : number.doubleValue();
    }
}
