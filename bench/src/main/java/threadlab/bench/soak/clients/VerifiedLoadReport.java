package threadlab.bench.soak.clients;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import threadlab.client.result.LoadResult;

/**
 * What a load of honest sessions found; each byte of each echo was compared.
 *
 * @param sessions all that there were, one after the other too
 * @param echoes all that came back whole
 * @param p99Micros from the time at which a message was due, over the steady part
 * @param failures sessions that failed, by kind
 * @param firstFailure the story of the first one, or why there was no load at all; null if all is well
 * @param remarks what to know when reading the figures; no failures
 */
public record VerifiedLoadReport(String kind, long sessions, long echoes, double echoesPerSecond, double p99Micros,
        Map<String, Long> failures, String firstFailure, List<String> remarks) {

    static VerifiedLoadReport of(String kind, LoadResult result) {
        var failures = new TreeMap<String, Long>();
        result.failures().forEach((failure, count) -> failures.put(failure.toString(), count));
        return new VerifiedLoadReport(kind, result.plan().profile().sessions() + result.replaced(),
                result.totalEchoes(),
                result.echoesPerSecond(), result.responseMicros(99), failures, result.firstFailure(), result.reasons());
    }

    public static VerifiedLoadReport none(String kind, String reason) {
        return new VerifiedLoadReport(kind, 0, 0, 0, 0, Map.of(), reason, List.of());
    }

    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }
}
