package threadlab.server.events;

import java.util.Locale;

/** Why a session ended. Each is ordinary weather for a server on a port: counted, never logged as an error. */
public enum CloseReason {
    /** The peer closed or half-closed, and everything it sent was echoed. */
    END_OF_STREAM,
    /** The peer reset the connection, left before its echoes were written, or cut a stream of TLS short. */
    RESET,
    /** Nothing was echoed for the idle timeout. */
    IDLE,
    /** The session reached the maximum lifetime. */
    LIFETIME,
    /** The server stopped, and everything received was echoed first. */
    DRAINED,
    /** The server stopped, and the session did not finish within the deadline. */
    FORCED,
    /** The peer speaks no TLS, or not as it must: a version, a certificate, an end in the middle. */
    HANDSHAKE_FAILED,
    /** The peer took too long for the handshake of TLS. */
    HANDSHAKE_TIMEOUT,
    /**
     * TLS was broken after the handshake: a record that was forged, replayed or too large, another handshake, or records
     * without end that carry no data, of which the peer has been told; or the peer sent an alert that says so.
     */
    TLS_ERROR,
    /** The session needed a larger buffer, and the heap was full. */
    NO_MEMORY,
    /** The operating system gave no thread for the session. */
    NO_THREAD;

    /** The name used in output and events, for example {@code end-of-stream}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
