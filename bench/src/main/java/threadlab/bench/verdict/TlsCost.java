package threadlab.bench.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cost of TLS: a candidate with TLS relative to the same server without. */
public final class TlsCost {
    private static final String SUFFIX = "+tls";

    private TlsCost() {
    }

    /** Returns the name of a candidate that is another one with TLS. */
    public static String withTls(String plain) {
        return plain + SUFFIX;
    }

    static List<PairCost> of(Plan plan, Rounds rounds) {
        Map<String, String> others = new LinkedHashMap<>();
        plan.candidates().stream().filter(plain -> plan.candidates().contains(withTls(plain)))
                .forEach(plain -> others.put(withTls(plain), plain));
        return PairCost.of(others, plan, rounds);
    }

    /** Returns a sentence for each candidate with TLS, by its name. */
    static Map<String, String> sentences(Analysis analysis) {
        return PairCost.sentences(analysis.tlsCosts(), analysis.plan(),
                (cost, times) -> "With TLS " + cost.other() + " spends " + times + " its server CPU per echo without.");
    }
}
