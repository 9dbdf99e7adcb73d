package threadlab.server.events;

import java.util.Locale;

/** Why a connection was turned away before it became a session. Ordinary weather, like a {@link CloseReason}. */
public enum RejectReason {
    /** Its address is in no range that is allowed. */
    NOT_ALLOWED,
    /** Its address has as many sessions already as one address may have. */
    ADDRESS_FULL;

    /** The name used in output and events, for example {@code not-allowed}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
