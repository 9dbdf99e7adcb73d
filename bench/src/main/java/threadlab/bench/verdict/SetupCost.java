package threadlab.bench.verdict;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cost of what a server runs on: a candidate relative to the first one that is the same server. Those of the
 * baseline's server are left out, since all candidates are compared with the baseline anyway.
 */
final class SetupCost {
    private SetupCost() {
    }

    static List<PairCost> of(Plan plan, Rounds rounds) {
        Map<String, String> firsts = new HashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        for (String candidate : plan.candidates()) {
            String first = firsts.computeIfAbsent(server(candidate), server -> candidate);
            if (!first.equals(candidate) && !first.equals(plan.baseline())) {
                others.put(candidate, first);
            }
        }
        return PairCost.of(others, plan, rounds);
    }

    /** Returns the name without what the server runs on: {@code virtual+tls} of {@code virtual@21/zgc+tls}. */
    private static String server(String candidate) {
        return candidate.replaceFirst("@[^+]*", "");
    }

    /** Returns a sentence for each candidate. */
    static Collection<String> sentences(Analysis analysis) {
        return PairCost.sentences(analysis.setupCosts(), analysis.plan(), (cost, times) -> cost.candidate() + " spends "
                + times + " the server CPU per echo of " + cost.other() + ".").values();
    }
}
