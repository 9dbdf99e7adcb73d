package threadlab.server.events;

import java.util.Locale;

/** Why a session ended. All of these are expected at run time: they are counted, never logged as errors. */
public enum CloseReason {
    /** The peer closed or half-closed, and everything it sent was echoed. */
    END_OF_STREAM,
    /** The peer reset the connection, left before its echoes were written, or cut a TLS stream without close_notify. */
    RESET,
    /** Nothing was echoed for the idle timeout. */
    IDLE,
    /** The session reached the maximum lifetime. */
    LIFETIME,
    /** The server stopped, and everything received was echoed first. */
    DRAINED,
    /** The server stopped, and the session did not finish within the deadline. */
    FORCED,
    /** The TLS handshake failed: another protocol or version, a bad certificate, an end in the middle. */
    HANDSHAKE_FAILED,
    /** The peer took too long for the TLS handshake. */
    HANDSHAKE_TIMEOUT,
    /**
     * TLS was broken after the handshake: a record was forged, replayed or too large, the peer began another handshake,
     * sent too many records without data, or sent an alert that says the same of us.
     */
    TLS_ERROR,
    /** The session needed a larger buffer or bytes for its work, and the heap was full. */
    NO_MEMORY,
    /** The operating system gave no thread for the session or its work. */
    NO_THREAD,
    /** The backend that the work of a message calls could not be reached, or gave no answer. */
    NO_BACKEND;

    /** The name used in output and events, for example {@code end-of-stream}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
