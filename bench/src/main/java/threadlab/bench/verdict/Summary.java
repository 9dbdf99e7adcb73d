package threadlab.bench.verdict;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.MinMedianMax;
import threadlab.bench.stats.SignificanceTest;

/**
 * One entrant at one point, over the rounds.
 *
 * @param contestant its name; the control is among them
 * @param trials all of them; the {@code failed} ones give no figure
 * @param degraded those whose figures must be read with a reason
 * @param loadLimited those in which the load had no CPU left
 * @param figures by key of {@link Metric}; without those that no trial tells
 * @param ratios to the base, formed within each round, by the same keys; empty for the base itself
 */
public record Summary(String contestant, LoadPoint point, int trials, int failed, int degraded, int loadLimited,
        Map<String, MinMedianMax> figures, Map<String, Ratio> ratios) {

    private record Place(String entrant, LoadPoint point) {
    }

    private record Comparable(Place place, Metric figure) {
    }

    /** A row per point and entrant, in the order of the plan. */
    public static List<Summary> of(RunRecord run) {
        var rounds = new Rounds(run);
        Map<Place, Map<String, Ratio>> ratios = ratios(run.plan(), rounds);
        return run.plan().points().stream().flatMap(point -> run.plan().entrants().stream().map(
                entrant -> of(entrant, point, rounds, ratios.getOrDefault(new Place(entrant, point), Map.of()))))
                .toList();
    }

    private static Summary of(String entrant, LoadPoint point, Rounds rounds, Map<String, Ratio> ratios) {
        List<Trial> trials = rounds.of(entrant, point);
        var figures = new LinkedHashMap<String, MinMedianMax>();
        for (Metric figure : Metric.ALL) {
            MinMedianMax spread = MinMedianMax.of(trials.stream().map(figure::of).filter(Objects::nonNull).toList());
            if (spread != null) {
                figures.put(figure.key(), spread);
            }
        }
        return new Summary(entrant, point, trials.size(), count(trials, Trial.FAILED), count(trials, Trial.DEGRADED),
                (int) trials.stream().filter(t -> t.endedWell() && t.figures().loadWasLimit()).count(), figures,
                ratios);
    }

    private static int count(List<Trial> trials, String outcome) {
        return (int) trials.stream().filter(trial -> trial.outcome().equals(outcome)).count();
    }

    /**
     * Each figure's ratios of all rivals are judged together, for a reader looks through all of them. The control's are a
     * family of their own, all figures in one: a single difference there speaks against the whole run.
     */
    private static Map<Place, Map<String, Ratio>> ratios(Plan plan, Rounds rounds) {
        var all = new HashMap<Place, Map<String, Ratio>>();
        for (Metric figure : Metric.compared()) {
            judge(plan, rounds, plan.rivals(), List.of(figure), all);
        }
        judge(plan, rounds, List.of(plan.control()), Metric.compared(), all);
        return all;
    }

    private static void judge(Plan plan, Rounds rounds, List<String> entrants, List<Metric> figures,
            Map<Place, Map<String, Ratio>> into) {
        var family = new LinkedHashMap<Comparable, List<Double>>();
        for (LoadPoint point : plan.points()) {
            for (String entrant : entrants) {
                for (Metric figure : figures) {
                    family.put(new Comparable(new Place(entrant, point), figure),
                            rounds.ratios(figure, entrant, plan.base(), point));
                }
            }
        }
        Map<Comparable, Finding> findings = SignificanceTest.findings(family);
        family.forEach((member, ratios) -> {
            Ratio ratio = Ratio.of(ratios, findings.get(member));
            if (ratio != null) {
                into.computeIfAbsent(member.place, place -> new LinkedHashMap<>()).put(member.figure.key(), ratio);
            }
        });
    }

    /** Null where no trial tells. */
    public MinMedianMax spread(Metric figure) {
        return figures.get(figure.key());
    }

    /** Null where there is none. */
    public Ratio ratio(Metric figure) {
        return ratios.get(figure.key());
    }
}
