package threadlab.bench.compare;

import java.util.List;
import threadlab.client.Environment;

/**
 * A run, as compare.json holds it.
 *
 * @param schema {@link #SCHEMA}; a change that readers must know of changes its number
 * @param command what to type to repeat the run
 * @param startedAt ISO 8601, UTC
 * @param pinning how server and load were kept apart
 */
public record Comparison(String schema, String command, String startedAt, double elapsedSeconds,
        Environment environment, String pinning, Plan plan, List<Trial> trials) {

    public static final String SCHEMA = "threadlab-compare/2";
}
