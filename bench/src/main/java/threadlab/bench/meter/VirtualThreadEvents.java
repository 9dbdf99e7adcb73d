package threadlab.bench.meter;

import java.util.Map;

/**
 * The events of virtual threads that a JVM has recorded.
 *
 * @param pinned how often a virtual thread blocked without releasing its carrier
 * @param pinnedMillis how long, all of them together
 * @param pinnedReasons how often each reason occurred; JDK 24 and newer record it
 * @param submitFailed how often a virtual thread that was ready could not be handed to its scheduler
 */
public record VirtualThreadEvents(long pinned, double pinnedMillis, Map<String, Long> pinnedReasons,
        long submitFailed) {
}
