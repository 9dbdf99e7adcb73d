package threadlab.bench.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import threadlab.bench.stats.Crossover;
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.SignificanceTest;

/**
 * The points at which a candidate overtakes another one, or falls behind it, in CPU per echo as the number of sessions
 * grows.
 *
 * @param series of load points
 * @param noDifferenceUpTo the largest number of sessions up to which no difference is shown
 */
public record LoadCrossover(String candidate, String other, LoadPoint series, @Nullable Integer noDifferenceUpTo,
        List<Crossover> crossovers) {
    /** With more candidates, each is paired with the baseline only: a reader could not follow all pairs. */
    private static final int MAX_CANDIDATES_IN_ALL_PAIRS = 4;

    private record Pair(String candidate, String other, LoadPoint series) {
    }

    private record PairAt(Pair pair, int sessions) {
    }

    static List<LoadCrossover> of(Plan plan, Rounds rounds, List<Summary> summaries) {
        var findings = new LinkedHashMap<Pair, TreeMap<Integer, Finding>>();
        for (String candidate : plan.others()) {
            plan.series().forEach(
                    series -> findings.put(new Pair(candidate, plan.baseline(), series), new TreeMap<>()));
        }
        summaries.forEach(summary -> {
            Pair pair = new Pair(summary.candidate(), plan.baseline(), summary.loadPoint().series());
            summary.ratio(Metric.CPU).ifPresent(ratio -> findings.computeIfPresent(pair, (same, bySessions) -> {
                bySessions.put(summary.loadPoint().sessions(), ratio.finding());
                return bySessions;
            }));
        });
        if (plan.candidates().size() <= MAX_CANDIDATES_IN_ALL_PAIRS) {
            amongOthers(plan, rounds).forEach((at, finding) -> findings
                    .computeIfAbsent(at.pair, pair -> new TreeMap<>()).put(at.sessions, finding));
        }
        return findings.entrySet().stream().map(entry -> of(entry.getKey(), entry.getValue())).toList();
    }

    private static LoadCrossover of(Pair pair, TreeMap<Integer, Finding> findings) {
        return new LoadCrossover(pair.candidate, pair.other, pair.series, Crossover.noDifferenceUpTo(findings),
                Crossover.of(findings));
    }

    /** These ratios are in no table, so they are tested together, apart from those that are. */
    private static Map<PairAt, Finding> amongOthers(Plan plan, Rounds rounds) {
        List<String> others = plan.others();
        var family = new LinkedHashMap<PairAt, List<Double>>();
        for (LoadPoint loadPoint : plan.loadPoints()) {
            for (int i = 0; i < others.size(); i++) {
                for (String candidate : others.subList(i + 1, others.size())) {
                    var pair = new Pair(candidate, others.get(i), loadPoint.series());
                    family.put(new PairAt(pair, loadPoint.sessions()),
                            rounds.ratios(Metric.CPU, candidate, others.get(i), loadPoint));
                }
            }
        }
        return SignificanceTest.findings(family, plan.rule().confidence());
    }
}
