package threadlab.server;

import java.time.Duration;
import threadlab.server.core.Checks;

/**
 * How long a session may last. Zero stands for no limit.
 *
 * @param idle a session that echoes nothing for so long is closed
 * @param lifetime a session that is older is drained
 */
public record Timeouts(Duration idle, Duration lifetime) {
    private static final Duration LONGEST = Duration.ofDays(365);

    public static final Timeouts NONE = new Timeouts(Duration.ZERO, Duration.ZERO);

    public Timeouts {
        Checks.checkRange("idle-timeout", idle, Duration.ZERO, LONGEST);
        Checks.checkRange("max-lifetime", lifetime, Duration.ZERO, LONGEST);
    }
}
