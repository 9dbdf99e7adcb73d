package threadlab.client;

import java.util.Locale;

/** How a session can fail. */
public enum Failure {
    /** No connection: refused, timed out, no route, out of ports. */
    NOT_CONNECTED,
    /** The connection broke: reset, or a write to a peer that was gone. */
    RESET,
    /** The server ended the stream before the echo was complete. */
    CLOSED_EARLY,
    /** The echo was not what had been sent. */
    MISMATCH,
    /** The last echo had not come back when the patience after the end was over. */
    UNFINISHED;

    /** The name used in JSON and prose, for example {@code closed-early}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
