package threadlab.bench.faults;

import java.time.Duration;
import java.util.Locale;
import threadlab.bench.faults.ProxyPath.Direction;
import threadlab.client.verify.Failure;
import threadlab.server.events.CloseReason;

/**
 * A fault as the campaign puts it between load and server, and what must come of it. With the first ones every session
 * lives to the end of the load; with the others it fails, or some do.
 */
enum FaultScenario {
    /** There and back, 4 ms. */
    DELAY(null, CloseReason.END_OF_STREAM), JITTER(null, CloseReason.END_OF_STREAM), THROTTLE(null,
            CloseReason.END_OF_STREAM),
    /** Into single bytes on the way there; a receiver may find many of them together. */
    SPLIT(null, CloseReason.END_OF_STREAM),
    /** Into single bytes there and back, so slowly that a receiver finds few together. */
    TRICKLE(null, CloseReason.END_OF_STREAM),
    /** Of 1 byte to 64 KiB. */
    PIECES(null, CloseReason.END_OF_STREAM), COALESCE(null, CloseReason.END_OF_STREAM),
    /** Some of these, one after the other. */
    MIXED(null, CloseReason.END_OF_STREAM), CUT(Failure.UNEXPECTED_EOF, CloseReason.END_OF_STREAM), RESET(Failure.RESET,
            CloseReason.RESET),
    /** Its sessions are left over until the server stops. */
    SILENCE(Failure.UNFINISHED, CloseReason.DRAINED),
    /** Of every other session; what ends it is a reset or not, as its last bytes have come or not. */
    CORRUPT(Failure.CORRUPTED, null);

    /** Why a session fails that the fault has struck; null if none does. */
    final Failure failure;
    /** Why the server ends each session; null where that differs. */
    final CloseReason closing;

    FaultScenario(Failure failure, CloseReason closing) {
        this.failure = failure;
        this.closing = closing;
    }

    /** @param each bytes that a session brings back, or at least so many before it fails */
    Fault fault(long each) {
        return switch (this) {
            case DELAY -> Delay.of(Duration.ofMillis(2));
            case JITTER -> new Delay(Duration.ZERO, Duration.ofMillis(4));
            case THROTTLE -> new Throttle(8 << 20);
            case SPLIT -> new Slicer(1).going(Direction.UP);
            case TRICKLE -> new Slicer(1).then(new YieldAfterWrite());
            case PIECES -> new Pieces(64 << 10);
            case COALESCE -> new Coalesce(256 << 10, Duration.ofMillis(1));
            case MIXED -> new Delay(Duration.ZERO, Duration.ofMillis(1)).then(new Slicer(10_007))
                    .then(new Coalesce(30_011, Duration.ofMillis(1))).then(new Throttle(32 << 20));
            case CUT -> new Cut(each, 2 * each);
            case RESET -> new Reset(each, 2 * each);
            case SILENCE -> new Blackhole(each, 2 * each);
            case CORRUPT -> new Corrupt(0.5, each);
        };
    }

    boolean strikesAll() {
        return failure != null && this != CORRUPT;
    }

    /** Bytes in a message. */
    int size() {
        return this == TRICKLE ? 1 << 10 : 32 << 10;
    }

    /** Of the bytes that are asked for, how many can be had in the time that others take for all. */
    double share() {
        return this == TRICKLE ? 1.0 / 64 : 1;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
