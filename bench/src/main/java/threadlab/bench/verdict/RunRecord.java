package threadlab.bench.verdict;

import java.util.HashSet;
import java.util.List;
import threadlab.client.result.Environment;

/**
 * A run, as compare.json holds it; docs/compare-json.md describes it.
 *
 * @param schema {@link #SCHEMA}; a change that readers must know of changes its number
 * @param command what to type to repeat the run
 * @param arguments the same as a list, from which {@code --resume} goes on
 * @param startedAt ISO 8601, UTC
 * @param pinning how server and load were kept apart
 * @param adapted what the run did otherwise than asked, and what it found amiss before it began, a sentence each
 * @param trials those that have ended
 * @param explanations what {@code --explain} found
 */
public record RunRecord(String schema, String command, List<String> arguments, String startedAt,
        double elapsedSeconds, Environment environment, String pinning, List<String> adapted, Plan plan,
        List<Trial> trials, List<Explanation> explanations) {

    public static final String SCHEMA = "threadlab-compare/3";

    public RunRecord {
        var measured = new HashSet<List<Object>>();
        for (Trial trial : trials) {
            check(trial.round() >= 1 && trial.round() <= plan.rounds(), trial, "is of round " + trial.round(),
                    "1 to " + plan.rounds());
            check(measured.add(List.of(trial.round(), trial.point(), trial.contestant())), trial,
                    "measures what another one has measured", "each contestant once in a round at each load");
        }
    }

    private static void check(boolean valid, Trial trial, String what, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException("trial " + trial.number() + " " + what + ", allowed: " + allowed);
        }
    }

    /** The same with other arguments. */
    public RunRecord withArguments(List<String> others) {
        return new RunRecord(schema, command, others, startedAt, elapsedSeconds, environment, pinning, adapted, plan,
                trials, explanations);
    }

    /** Of all trials that were planned. */
    public boolean isWhole() {
        return trials.size() == plan.steps().size();
    }
}
