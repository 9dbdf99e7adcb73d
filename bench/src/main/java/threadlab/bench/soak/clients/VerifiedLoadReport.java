package threadlab.bench.soak.clients;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import threadlab.client.result.LoadResult;

/**
 * Results of a load that compared each byte of each echo.
 *
 * @param sessions in all, those that churn replaced included
 * @param echoes that were complete
 * @param echoesPerSecond over the steady state
 * @param p99Micros response time over the steady state
 * @param remarks that a reader of the figures should know; these are no failures
 */
public record VerifiedLoadReport(String kind, long sessions, long echoes, double echoesPerSecond, double p99Micros,
        Failures failures, List<String> remarks) {

    /**
     * Failed sessions.
     *
     * @param counts by kind of failure
     * @param first details of the first failure, or why there was no load at all
     */
    public record Failures(Map<String, Long> counts, @Nullable String first) {

        /** Returns the number of sessions that failed. */
        public long total() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    static VerifiedLoadReport of(String kind, LoadResult result) {
        var counts = new TreeMap<String, Long>();
        result.failures().forEach((failure, count) -> counts.put(failure.toString(), count));
        return new VerifiedLoadReport(kind, result.plan().profile().sessions() + result.replaced(),
                result.totalEchoes(),
                result.echoesPerSecond(), result.responseMicros(99), new Failures(counts, result.firstFailure()),
                result.reasons());
    }

    /** Returns the report of a load that could not run. */
    public static VerifiedLoadReport none(String kind, String reason) {
        return new VerifiedLoadReport(kind, 0, 0, 0, 0, new Failures(Map.of(), reason), List.of());
    }
}
