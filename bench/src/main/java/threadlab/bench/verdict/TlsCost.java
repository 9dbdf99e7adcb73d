package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cost of TLS: a candidate with TLS relative to the same server without, formed within each round.
 *
 * @param plain the candidate without TLS
 * @param ratio of the CPU per echo
 */
public record TlsCost(String plain, LoadPoint loadPoint, Ratio ratio) {
    private static final String SUFFIX = "+tls";

    private record Pair(String plain, LoadPoint loadPoint) {
    }

    /** Returns the name of a candidate that is another one with TLS. */
    public static String withTls(String plain) {
        return plain + SUFFIX;
    }

    /** All of a run are tested together. Pairs that have no round in common are left out. */
    static List<TlsCost> of(Plan plan, Rounds rounds) {
        Map<Pair, List<Double>> family = new LinkedHashMap<>();
        for (String plain : plan.candidates()) {
            if (plan.candidates().contains(withTls(plain))) {
                plan.loadPoints().forEach(loadPoint -> family.put(new Pair(plain, loadPoint),
                        rounds.ratios(Metric.CPU, withTls(plain), plain, loadPoint)));
            }
        }
        return Ratio.tested(family).entrySet().stream().map(tested -> new TlsCost(tested.getKey().plain,
                tested.getKey().loadPoint, tested.getValue())).toList();
    }

    /** Returns a sentence for each candidate that also takes part with TLS, by its name without. */
    static Map<String, String> sentences(Analysis analysis) {
        Map<String, List<String>> costs = new LinkedHashMap<>();
        analysis.tlsCosts().forEach(
                cost -> costs.computeIfAbsent(cost.plain, name -> new ArrayList<>())
                        .add(cost.ratio.text(cost.loadPoint, analysis.plan())));
        Map<String, String> sentences = new LinkedHashMap<>();
        costs.forEach((plain, texts) -> sentences.put(plain, "With TLS " + plain + " spends "
                + NumberFormat.listed(texts) + " its server CPU per echo without."));
        return sentences;
    }
}
