package threadlab.bench.verdict;

import java.util.List;
import java.util.Map;
import threadlab.client.plan.Nullable;

/**
 * One server process under one load for one measured interval.
 *
 * @param number in the order in which they ran, from 1
 * @param contestant the server's name in this run, for example a thread model
 * @param outcome {@code OK}, or {@code DEGRADED} or {@code FAILED} with a {@code reason}
 * @param failures sessions that failed, by kind
 * @param figures null when the trial failed
 */
public record Trial(int number, int round, String contestant, LoadPoint point, String outcome, @Nullable String reason,
        List<String> serverCommand, List<String> loadCommand, Map<String, Long> failures,
        @Nullable Measurements figures) {

    public static final String OK = "OK";
    public static final String DEGRADED = "DEGRADED";
    public static final String FAILED = "FAILED";
    private static final List<String> OUTCOMES = List.of(OK, DEGRADED, FAILED);

    public Trial {
        check(OUTCOMES.contains(outcome), "outcome is " + outcome, String.join(", ", OUTCOMES));
        check(figures != null || FAILED.equals(outcome), "figures is missing", "only where outcome is " + FAILED);
    }

    private static void check(boolean valid, String what, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException(what + ", allowed: " + allowed);
        }
    }

    /** Well enough to have figures; what they must be read with is the reason. */
    public boolean endedWell() {
        return !FAILED.equals(outcome);
    }
}
