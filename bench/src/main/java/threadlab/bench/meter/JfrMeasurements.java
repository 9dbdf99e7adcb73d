package threadlab.bench.meter;

import java.util.Map;

/**
 * What the JVM itself recorded of its virtual threads.
 *
 * @param pinned how often one blocked without giving its carrier free
 * @param pinnedMillis for how long, all of them together
 * @param pinnedReasons how often each reason was told; JDK 24 and newer tell it
 * @param submitFailed how often the scheduler could not take one that was ready to go on
 */
public record JfrMeasurements(long pinned, double pinnedMillis, Map<String, Long> pinnedReasons, long submitFailed) {
}
