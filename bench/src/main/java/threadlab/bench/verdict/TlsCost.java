package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.SignificanceTest;

/**
 * What TLS costs: a contestant that speaks it by the same server without, formed within each round.
 *
 * @param plain the contestant without
 * @param ratio of the CPU per echo; with too few rounds, as they came out
 */
public record TlsCost(String plain, LoadPoint point, Ratio ratio) {
    private static final String SUFFIX = "+tls";

    private record Pair(String plain, LoadPoint point) {
    }

    /** The name of a contestant that is another one over TLS. */
    public static String over(String plain) {
        return plain + SUFFIX;
    }

    /** All of a run, judged together; those that have no round in common are left out. */
    static List<TlsCost> of(RunRecord run) {
        var rounds = new Rounds(run);
        Map<Pair, List<Double>> family = new LinkedHashMap<>();
        for (String plain : run.plan().contestants()) {
            if (run.plan().contestants().contains(over(plain))) {
                run.plan().points().forEach(point -> family.put(new Pair(plain, point),
                        rounds.ratios(Metric.CPU, over(plain), plain, point)));
            }
        }
        Map<Pair, Finding> findings = SignificanceTest.findings(family);
        List<TlsCost> costs = new ArrayList<>();
        family.forEach((pair, ratios) -> {
            Ratio ratio = Ratio.of(ratios, findings.get(pair));
            if (ratio != null) {
                costs.add(new TlsCost(pair.plain, pair.point, ratio));
            }
        });
        return costs;
    }

    /** A sentence for each contestant that also speaks TLS, by its name without. */
    static Map<String, String> sentences(RunRecord run) {
        Map<String, List<TlsCost>> byName = new LinkedHashMap<>();
        of(run).forEach(cost -> byName.computeIfAbsent(cost.plain, name -> new ArrayList<>()).add(cost));
        Map<String, String> sentences = new LinkedHashMap<>();
        byName.forEach((plain, costs) -> sentences.put(plain, "With TLS " + plain + " spends "
                + NumberFormat.listed(costs.stream().map(cost -> cost.text(run.plan())).toList())
                + " its server CPU per echo without."));
        return sentences;
    }

    private String text(Plan plan) {
        String load = plan.settings().size() > 1 ? ", " + point.setting().settingText() : "";
        String times = NumberFormat.times(ratio.range().estimate()) + " times at "
                + NumberFormat.sessions(point.sessions()) + load
                + " (" + NumberFormat.range(ratio.range());
        return times + (!ratio.isJudged()
                ? "; too few rounds to judge)"
                : ratio.differs() ? ")" : "; no difference is shown)");
    }
}
