package threadlab.bench.verdict;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import threadlab.bench.meter.VirtualThreadEvents;

/**
 * The work that a candidate's server did for one echo, found in trials of their own, since instrumentation slows them
 * down.
 *
 * @param systemCallsPerEcho by name, over the life of all sessions, accepting and closing included
 * @param virtualThreads events of the measured window, from a flight recording
 * @param problem why something is missing, in one line
 */
public record Explanation(String candidate, LoadPoint loadPoint, @Nullable Map<String, Double> systemCallsPerEcho,
        @Nullable VirtualThreadEvents virtualThreads, @Nullable String problem) {
}
