package threadlab.server.core;

import threadlab.server.events.CloseReason;

/** What the rest of the server needs of a session, whatever its thread model. Safe from any thread; never blocks. */
public interface Session {

    /**
     * Moves the session on towards its end: it takes no more than it has received, echoes that, half-closes, and is
     * gone once the peer closes too or has been silent for a while. Whoever wants a session drained calls this again
     * and again until it is gone; one caller at a time.
     *
     * @param why the reason under which the session will be counted, unless the peer ends it first
     */
    void drain(CloseReason why);

    /** Closes the socket now, whatever is under way. */
    void abort(CloseReason why);

    /** Reads echoed so far. */
    long echoes();

    /** Bytes echoed so far. */
    long bytes();

    /** Whether it is still in the handshake that comes before its first byte. */
    default boolean isOpening() {
        return false;
    }

    /** Whether it has failed and told its peer so: it stays only until the peer has had the time to hear it. */
    default boolean hasFailed() {
        return false;
    }
}
