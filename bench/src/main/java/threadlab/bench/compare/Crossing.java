package threadlab.bench.compare;

import java.util.List;
import java.util.TreeMap;
import threadlab.bench.stats.Crossover;
import threadlab.bench.stats.Finding;

/**
 * Where a contestant overtakes the first one, or falls behind it, in CPU per echo as the number of sessions grows.
 *
 * @param noDifferenceUpTo sessions up to which no difference is shown; null if there are none
 */
public record Crossing(String contestant, Integer noDifferenceUpTo, List<Crossover> crossovers) {
    private static final String FIGURE = "serverCpuMicrosPerEcho";

    /** One for each contestant but the first. */
    static List<Crossing> of(Plan plan, List<Summary> rows) {
        return plan.contestants().stream().skip(1).map(name -> of(name, rows)).toList();
    }

    private static Crossing of(String contestant, List<Summary> rows) {
        var findings = new TreeMap<Integer, Finding>();
        rows.stream().filter(row -> row.contestant().equals(contestant) && row.ratios().get(FIGURE) != null)
                .forEach(row -> findings.put(row.sessions(), row.ratios().get(FIGURE).finding()));
        return new Crossing(contestant, Crossover.noDifferenceUpTo(findings), Crossover.of(findings));
    }
}
