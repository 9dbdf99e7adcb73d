package threadlab.server;

import java.util.Locale;
import java.util.concurrent.ThreadFactory;

/** How the server gives sessions threads. */
public enum ThreadModel {
    /** One virtual thread per session (JEP 444). */
    VIRTUAL {
        @Override
        ThreadFactory threads() {
            return Thread.ofVirtual().name("session-", 0).factory();
        }
    },

    /** One platform thread per session: the same code, another factory. */
    PLATFORM {
        @Override
        ThreadFactory threads() {
            return Thread.ofPlatform().daemon().name("session-", 0).factory();
        }
    };

    /** Makes the accept loop's thread and every session's: the one argument in which the models differ. */
    abstract ThreadFactory threads();

    /** The name used in options, reports and JSON, for example {@code virtual}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
