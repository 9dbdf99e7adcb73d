package threadlab.server.events;

import java.time.Duration;

/**
 * How a stop went.
 *
 * @param drained sessions that ended by themselves during the stop
 * @param forced sessions cut off because the deadline had passed
 * @param elapsed from the call of stop until the last session was gone
 */
public record DrainResult(long drained, long forced, Duration elapsed) {
    public enum Outcome {
        /** No session was cut off. */
        GRACEFUL,
        /** At least one session was cut off. */
        FORCED
    }

    public static DrainResult of(ServerStats before, ServerStats after, Duration elapsed) {
        long cutOff = after.closed(CloseReason.FORCED);
        return new DrainResult(after.ended() - before.ended() - cutOff, cutOff + after.open(), elapsed);
    }

    public Outcome outcome() {
        return forced == 0 ? Outcome.GRACEFUL : Outcome.FORCED;
    }
}
