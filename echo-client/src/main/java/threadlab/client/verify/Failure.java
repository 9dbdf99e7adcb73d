package threadlab.client.verify;

import java.util.Locale;

/** How a session can fail. */
public enum Failure {
    /** No connection: refused, no route, out of ports. */
    NOT_CONNECTED,
    /** No connection within the time for it. */
    TIMED_OUT,
    /** No TLS that both ends speak and trust. */
    HANDSHAKE_FAILED,
    /** After the handshake: a record that does not authenticate, an alert, or records without data and without end. */
    TLS_ERROR,
    /** The connection broke: reset, or a write to a peer that was gone. */
    RESET,
    /** The server ended the stream although echoes were still to come. */
    CLOSED_EARLY,
    /** Bytes came back that are no piece of anything sent. */
    CORRUPTED,
    /** Bytes are missing from a message. */
    TRUNCATED,
    /** A message came back again. */
    DUPLICATED,
    /** A message came back before one that was sent earlier, or that one is lost. */
    REORDERED,
    /** What came back is another session's. */
    CROSSED,
    /** Echoes were still missing when the patience after the end was over. */
    UNFINISHED;

    /** The name used in JSON and prose, for example {@code closed-early}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
