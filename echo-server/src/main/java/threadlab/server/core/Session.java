package threadlab.server.core;

import java.util.concurrent.TimeUnit;
import threadlab.server.events.CloseReason;

/** What the server needs of a session, whatever its thread model. Thread-safe; never blocks. */
public interface Session {
    /** How long a half-closed session waits for a silent peer to close. */
    long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * Moves the session on towards its end: it reads no more than it has received, echoes that, half-closes, and ends
     * when the peer closes too or has been silent for {@link #LINGER_NANOS}. To be called again and again until the
     * session is gone, by one thread at a time.
     *
     * @param why the reason that is counted, unless the peer ends the session first
     */
    void drain(CloseReason why);

    /** Closes the socket now, whatever is under way. */
    void abort(CloseReason why);

    /** Reads that were echoed whole so far. */
    long reads();

    /** Bytes echoed so far. */
    long bytes();

    /** Whether the session is still in the handshake before its first byte. */
    default boolean isHandshaking() {
        return false;
    }

    /** Whether the session has failed and told its peer so. It stays only to give the peer time to read that. */
    default boolean hasFailed() {
        return false;
    }
}
