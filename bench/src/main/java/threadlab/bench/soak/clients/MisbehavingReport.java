package threadlab.bench.soak.clients;

import java.util.Map;

/**
 * What a crowd of rude clients did.
 *
 * @param visits connections that came about
 * @param ended of these, by how the server must have ended them
 * @param heldBack that would have come, but there were too many at the time
 * @param surprises visits that went otherwise than provoked, or found no connection
 * @param firstSurprise null if there was none
 */
public record MisbehavingReport(String kind, long visits, Map<String, Long> ended, long heldBack, long surprises,
        String firstSurprise) {
}
