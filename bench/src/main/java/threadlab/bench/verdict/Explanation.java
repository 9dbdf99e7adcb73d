package threadlab.bench.verdict;

import java.util.Map;
import threadlab.client.plan.Nullable;

/**
 * What a contestant's server did for one echo, from trials of their own, since looking slows them down. Null for what
 * could not be seen.
 *
 * @param systemCallsPerEcho by name, over the life of all sessions, accepting and closing included
 * @param pinned times that a virtual thread kept its carrier while it blocked, in the measured window
 * @param pinnedMillis how long, all together
 * @param pinnedAt the places where it happened most, with their counts
 * @param submitFailed virtual threads that could not be handed to their scheduler
 * @param problem why something was not seen, in a line; null if all was
 */
public record Explanation(String contestant, LoadPoint point, @Nullable Map<String, Double> systemCallsPerEcho,
        Long pinned,
        Double pinnedMillis, @Nullable Map<String, Long> pinnedAt, Long submitFailed, @Nullable String problem) {
}
