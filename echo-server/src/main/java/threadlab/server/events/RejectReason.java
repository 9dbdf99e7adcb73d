package threadlab.server.events;

import java.util.Locale;

/** Why a connection was closed before it became a session. Expected at run time, like a {@link CloseReason}. */
public enum RejectReason {
    /** Its address is in no allowed block. */
    NOT_ALLOWED,
    /** Its address has as many sessions as one address may have. */
    ADDRESS_FULL;

    /** The name used in output and events, for example {@code not-allowed}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
