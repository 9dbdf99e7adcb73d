package threadlab.server.work;

import java.io.IOException;
import java.util.Locale;

/** Tells a session that the work for its message could not be done. */
public final class WorkFailedException extends IOException {
    private static final long serialVersionUID = 1;

    /** What was missing. */
    public enum Lack {
        THREAD, MEMORY, BACKEND
    }

    private final Lack lack;

    WorkFailedException(Lack lack, Throwable cause) {
        super("there was no " + lack.name().toLowerCase(Locale.ROOT) + " for the work of a message", cause);
        this.lack = lack;
    }

    /** Returns what another thread has failed with. Anything else is a fault of this program, and is thrown. */
    static WorkFailedException of(Throwable failure) {
        if (failure instanceof WorkFailedException failed) {
            return failed;
        }
        throw new IllegalStateException(failure);
    }

    public Lack lack() {
        return lack;
    }
}
