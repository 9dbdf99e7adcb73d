package threadlab.bench.soak.drift;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One way in which sessions end.
 *
 * @param closed sessions that the server ended so, under the load
 * @param provoked sessions of clients that gave it reason to
 */
public record EndReasonBalance(String reason, long closed, long provoked) {

    /** In the order of the names; a reason that neither side knows of is absent. */
    public static List<EndReasonBalance> of(Map<String, Long> closedBefore, Map<String, Long> closedAfter,
            Map<String, Long> provoked) {
        var reasons = new TreeSet<>(closedAfter.keySet());
        reasons.addAll(provoked.keySet());
        return reasons.stream().map(reason -> new EndReasonBalance(reason,
                closedAfter.getOrDefault(reason, 0L) - closedBefore.getOrDefault(reason, 0L),
                provoked.getOrDefault(reason, 0L))).toList();
    }

    public boolean isExplained() {
        return closed == provoked;
    }
}
