package threadlab.bench.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The CPU per echo of a candidate relative to another one than the baseline, formed within each round.
 *
 * @param other the candidate that it is compared with
 */
public record PairCost(String candidate, String other, LoadPoint loadPoint, Ratio ratio) {

    private record Pair(String candidate, String other, LoadPoint loadPoint) {
    }

    /**
     * Tests all of them together. Pairs that have no round in common are left out.
     *
     * @param others by candidate
     */
    static List<PairCost> of(Map<String, String> others, Plan plan, Rounds rounds) {
        Map<Pair, List<Double>> family = new LinkedHashMap<>();
        others.forEach((candidate, other) -> plan.loadPoints().forEach(loadPoint -> family.put(
                new Pair(candidate, other, loadPoint), rounds.ratios(Metric.CPU, candidate, other, loadPoint))));
        return Ratio.tested(family, plan.rule()).entrySet().stream()
                .map(tested -> new PairCost(tested.getKey().candidate,
                        tested.getKey().other, tested.getKey().loadPoint, tested.getValue()))
                .toList();
    }

    /**
     * Returns a sentence for each candidate, by its name.
     *
     * @param sentence made of one of the candidate's costs, and the text of all
     */
    static Map<String, String> sentences(List<PairCost> costs, Plan plan,
            BiFunction<PairCost, String, String> sentence) {
        Map<String, String> sentences = new LinkedHashMap<>();
        costs.stream().collect(Collectors.groupingBy(PairCost::candidate, LinkedHashMap::new, Collectors.toList()))
                .forEach((candidate, own) -> sentences.put(candidate, sentence.apply(own.getFirst(),
                        NumberFormat
                                .listed(own.stream().map(cost -> cost.ratio.text(cost.loadPoint, plan)).toList()))));
        return sentences;
    }
}
