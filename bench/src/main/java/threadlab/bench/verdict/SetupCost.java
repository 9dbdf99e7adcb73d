package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cost of what a server runs on: a candidate relative to the first one that is the same server, formed within each
 * round. Those of the baseline's server are left out, since all candidates are compared with the baseline anyway.
 *
 * @param first the first candidate of the same server
 * @param ratio of the CPU per echo
 */
public record SetupCost(String candidate, String first, LoadPoint loadPoint, Ratio ratio) {

    private record Pair(String candidate, String first, LoadPoint loadPoint) {
    }

    /** All of a run are tested together. */
    static List<SetupCost> of(Plan plan, Rounds rounds) {
        Map<String, String> firsts = new HashMap<>();
        Map<Pair, List<Double>> family = new LinkedHashMap<>();
        for (String candidate : plan.candidates()) {
            String first = firsts.computeIfAbsent(server(candidate), server -> candidate);
            if (!first.equals(candidate) && !first.equals(plan.baseline())) {
                plan.loadPoints().forEach(loadPoint -> family.put(new Pair(candidate, first, loadPoint),
                        rounds.ratios(Metric.CPU, candidate, first, loadPoint)));
            }
        }
        return Ratio.tested(family).entrySet().stream().map(tested -> new SetupCost(tested.getKey().candidate,
                tested.getKey().first, tested.getKey().loadPoint, tested.getValue())).toList();
    }

    /** Returns the name without what the server runs on: {@code virtual+tls} of {@code virtual@21/zgc+tls}. */
    private static String server(String candidate) {
        return candidate.replaceFirst("@[^+]*", "");
    }

    /** Returns a sentence for each candidate. */
    static List<String> sentences(Analysis analysis) {
        Map<String, List<String>> costs = new LinkedHashMap<>();
        Map<String, String> firsts = new HashMap<>();
        for (SetupCost cost : analysis.setupCosts()) {
            costs.computeIfAbsent(cost.candidate, name -> new ArrayList<>())
                    .add(cost.ratio.text(cost.loadPoint, analysis.plan()));
            firsts.put(cost.candidate, cost.first);
        }
        return costs.entrySet().stream().map(cost -> cost.getKey() + " spends " + NumberFormat.listed(cost.getValue())
                + " the server CPU per echo of " + firsts.get(cost.getKey()) + ".").toList();
    }
}
