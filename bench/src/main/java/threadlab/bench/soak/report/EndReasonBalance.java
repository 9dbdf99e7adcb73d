package threadlab.bench.soak.report;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Sessions that ended for one reason, as the server and as the clients count them.
 *
 * @param closed sessions that the server ended for this reason, under load
 * @param expected sessions that the clients ended, or caused the server to end, for this reason
 */
public record EndReasonBalance(String reason, long closed, long expected) {

    /** Returns one for each reason that either side knows, sorted by name. */
    public static List<EndReasonBalance> of(Map<String, Long> closedBefore, Map<String, Long> closedAfter,
            Map<String, Long> expected) {
        var reasons = new TreeSet<>(closedAfter.keySet());
        reasons.addAll(expected.keySet());
        return reasons.stream().map(reason -> new EndReasonBalance(reason,
                closedAfter.getOrDefault(reason, 0L) - closedBefore.getOrDefault(reason, 0L),
                expected.getOrDefault(reason, 0L))).toList();
    }

    boolean isBalanced() {
        return closed == expected;
    }
}
