package threadlab.server;

import java.util.Locale;
import java.util.concurrent.ThreadFactory;
import threadlab.server.blocking.VirtualThreadPoller;

/** How the server gives sessions threads. */
public enum ThreadModel {
    /** A platform thread per session. */
    PLATFORM,

    /** A virtual thread per session (JEP 444), which waits in its blocking calls: the JDK's own way. */
    VIRTUAL,

    /** A virtual thread per session, which waits for its peer in a {@link VirtualThreadPoller}. */
    VIRTUAL_TUNED,

    /** A few platform threads, each with a selector that tells which of its sessions can go on. */
    EVENT_LOOP;

    /** Makes all of the server's threads. Between {@code PLATFORM} and {@code VIRTUAL} this is the only difference. */
    public ThreadFactory threads() {
        return switch (this) {
            case VIRTUAL, VIRTUAL_TUNED -> Thread.ofVirtual().name("echo-", 0).factory();
            case PLATFORM, EVENT_LOOP -> Thread.ofPlatform().daemon().name("echo-", 0).factory();
        };
    }

    /** The name used in options, reports and JSON, for example {@code event-loop}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
