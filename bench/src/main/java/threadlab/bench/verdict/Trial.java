package threadlab.bench.verdict;

import java.util.List;
import java.util.Map;

/**
 * One server process under one load for one measured interval.
 *
 * @param number in the order in which they ran, from 1
 * @param contestant the server's name in this run, for example a thread model
 * @param outcome {@code OK}, or {@code DEGRADED} or {@code FAILED} with a {@code reason}
 * @param failures sessions that failed, by kind
 * @param figures null when the trial failed
 */
public record Trial(int number, int round, String contestant, Point point, String outcome, String reason,
        List<String> serverCommand, List<String> loadCommand, Map<String, Long> failures, Figures figures) {

    public static final String OK = "OK";
    public static final String DEGRADED = "DEGRADED";
    public static final String FAILED = "FAILED";

    /** Well enough to have figures; what they must be read with is the reason. */
    public boolean endedWell() {
        return !FAILED.equals(outcome);
    }
}
