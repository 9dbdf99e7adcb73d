package threadlab.bench.verdict;

import java.util.List;
import threadlab.client.Environment;

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
public record Comparison(String schema, String command, List<String> arguments, String startedAt,
        double elapsedSeconds, Environment environment, String pinning, List<String> adapted, Plan plan,
        List<Trial> trials, List<Explanation> explanations) {

    public static final String SCHEMA = "threadlab-compare/3";

    /** Of all trials that were planned. */
    public boolean isWhole() {
        return trials.size() == plan.steps().size();
    }
}
