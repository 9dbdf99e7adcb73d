package threadlab.bench.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import threadlab.bench.stats.Crossover;
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.SignificanceTest;

/**
 * Where a contestant overtakes another one, or falls behind it, in CPU per echo as the number of sessions grows.
 *
 * @param setting what the points have in common
 * @param noDifferenceUpTo sessions up to which no difference is shown; null if there are none
 */
public record LoadCrossover(String contestant, String other, LoadPoint setting, Integer noDifferenceUpTo,
        List<Crossover> crossovers) {
    /** Beyond so many contestants, only the base is crossed with each: a reader loses count before. */
    private static final int FEW = 4;

    private record Pair(String contestant, String other, LoadPoint setting) {
    }

    private record Place(Pair pair, int sessions) {
    }

    /** One for each pair of contestants and each setting; the pairs with the base first. */
    public static List<LoadCrossover> of(RunRecord run, List<Summary> rows) {
        Plan plan = run.plan();
        var crossings = new LinkedHashMap<Pair, TreeMap<Integer, Finding>>();
        for (String rival : plan.rivals()) {
            plan.settings().forEach(setting -> crossings.put(new Pair(rival, plan.base(), setting), new TreeMap<>()));
        }
        rows.forEach(row -> {
            TreeMap<Integer, Finding> findings = crossings
                    .get(new Pair(row.contestant(), plan.base(), row.point().setting()));
            if (findings != null && row.ratio(Metric.CPU) != null) {
                findings.put(row.point().sessions(), row.ratio(Metric.CPU).finding());
            }
        });
        if (plan.contestants().size() <= FEW) {
            betweenRivals(run).forEach((place, finding) -> crossings
                    .computeIfAbsent(place.pair, pair -> new TreeMap<>()).put(place.sessions, finding));
        }
        return crossings.entrySet().stream().map(entry -> of(entry.getKey(), entry.getValue())).toList();
    }

    private static LoadCrossover of(Pair pair, TreeMap<Integer, Finding> findings) {
        return new LoadCrossover(pair.contestant, pair.other, pair.setting, Crossover.noDifferenceUpTo(findings),
                Crossover.of(findings));
    }

    /** These ratios are in no table, so they are judged together, apart from those that are. */
    private static Map<Place, Finding> betweenRivals(RunRecord run) {
        var rounds = new Rounds(run);
        List<String> rivals = run.plan().rivals();
        var family = new LinkedHashMap<Place, List<Double>>();
        for (LoadPoint point : run.plan().points()) {
            for (int i = 0; i < rivals.size(); i++) {
                for (String contestant : rivals.subList(i + 1, rivals.size())) {
                    var place = new Place(new Pair(contestant, rivals.get(i), point.setting()), point.sessions());
                    family.put(place, rounds.ratios(Metric.CPU, contestant, rivals.get(i), point));
                }
            }
        }
        return SignificanceTest.findings(family);
    }
}
