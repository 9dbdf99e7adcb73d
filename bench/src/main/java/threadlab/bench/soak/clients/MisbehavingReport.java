package threadlab.bench.soak.clients;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts of a group of misbehaving clients.
 *
 * @param connections made
 * @param expected sessions by the reason for which the server must have ended them
 * @param heldBack clients that did not connect, because too many others were connected
 * @param unexpected clients that failed to connect, or saw something that they did not cause
 * @param firstUnexpected details of the first of these
 */
public record MisbehavingReport(String kind, long connections, Map<String, Long> expected, long heldBack,
        long unexpected, @Nullable String firstUnexpected) {
}
