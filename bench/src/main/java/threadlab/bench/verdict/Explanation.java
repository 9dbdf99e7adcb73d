package threadlab.bench.verdict;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import threadlab.bench.meter.VirtualThreadEvents;

/**
 * What a candidate's server did for one echo, found in trials of their own, since instrumentation slows them down.
 *
 * @param systemCallsPerEcho by name, over the life of all sessions, accepting and closing included
 * @param virtualThreads what a flight recording of the measured window has
 * @param problem why something is missing, in one line
 */
public record Explanation(String candidate, LoadPoint loadPoint, @Nullable Map<String, Double> systemCallsPerEcho,
        @Nullable VirtualThreadEvents virtualThreads, @Nullable String problem) {
}
