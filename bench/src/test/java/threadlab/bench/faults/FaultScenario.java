package threadlab.bench.faults;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import threadlab.bench.faults.ProxyPath.Direction;
import threadlab.client.verify.Failure;
import threadlab.server.events.CloseReason;
import threadlab.support.EnumNames;

/**
 * A fault that the campaign puts between load and server, and its expected effect. With the first ones every session
 * lives to the end of the load; with the others all sessions fail, or some.
 */
enum FaultScenario {
    /** Delays of 4 ms for the way there and back. */
    DELAY(null, CloseReason.END_OF_STREAM),
    /** Random delays. */
    JITTER(null, CloseReason.END_OF_STREAM),
    /** A limited rate. */
    THROTTLE(null, CloseReason.END_OF_STREAM),
    /** Single bytes to the server, which may find many of them together. */
    SLICER(null, CloseReason.END_OF_STREAM),
    /** Single bytes in both directions, so slowly that a receiver finds few together. */
    TRICKLE(null, CloseReason.END_OF_STREAM),
    /** Pieces of 1 byte to 64 KiB. */
    PIECES(null, CloseReason.END_OF_STREAM),
    /** Bytes that are held back until there are many. */
    COALESCE(null, CloseReason.END_OF_STREAM),
    /** Several of these, one after the other. */
    MIXED(null, CloseReason.END_OF_STREAM),
    /** The end of the stream after some bytes. */
    CUT(Failure.UNEXPECTED_EOF, CloseReason.END_OF_STREAM),
    /** A reset after some bytes. */
    RESET(Failure.RESET, CloseReason.RESET),
    /** No traffic after some bytes. The sessions stay open until the server stops. */
    BLACKHOLE(Failure.UNFINISHED, CloseReason.DRAINED),
    /** A flipped bit in every other session. The session may end with or without a reset. */
    CORRUPT(Failure.CORRUPTED, null);

    /** Failure of the affected sessions, if there are any. */
    final @Nullable Failure failure;
    /** Reason for which the server ends each session, if it is always the same. */
    final @Nullable CloseReason closing;

    FaultScenario(@Nullable Failure failure, @Nullable CloseReason closing) {
        this.failure = failure;
        this.closing = closing;
    }

    /**
     * Returns the fault.
     *
     * @param each bytes that a session gets back, at least so many before it fails
     */
    Fault fault(long each) {
        return switch (this) {
            case DELAY -> Delay.of(Duration.ofMillis(2));
            case JITTER -> new Delay(Duration.ZERO, Duration.ofMillis(4));
            case THROTTLE -> new Throttle(8 << 20);
            case SLICER -> new Slicer(1).going(Direction.UP);
            case TRICKLE -> new Slicer(1).then(new YieldAfterWrite());
            case PIECES -> new Pieces(64 << 10);
            case COALESCE -> new Coalesce(256 << 10, Duration.ofMillis(1));
            case MIXED -> new Delay(Duration.ZERO, Duration.ofMillis(1)).then(new Slicer(10_007))
                    .then(new Coalesce(30_011, Duration.ofMillis(1))).then(new Throttle(32 << 20));
            case CUT -> new Cut(each, 2 * each);
            case RESET -> new Reset(each, 2 * each);
            case BLACKHOLE -> new Blackhole(each, 2 * each);
            case CORRUPT -> new Corrupt(0.5, each);
        };
    }

    boolean endsAllSessions() {
        return failure != null && this != CORRUPT;
    }

    /** Returns the size of a message. */
    int size() {
        return this == TRICKLE ? 1 << 10 : 32 << 10;
    }

    /** Returns the part of the bytes that this scenario can echo in the time that others need for all. */
    double share() {
        return this == TRICKLE ? 1.0 / 64 : 1;
    }

    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
