package threadlab.server;

import java.util.Locale;
import java.util.concurrent.ThreadFactory;
import threadlab.server.blocking.VirtualThreadPoller;

/** How the server gives sessions threads. */
public enum ThreadModel {
    /** One virtual thread per session (JEP 444), which waits for its peer in a {@link VirtualThreadPoller}. */
    VIRTUAL_TUNED,

    /** One virtual thread per session, which waits in its blocking calls: the JDK's own way. */
    VIRTUAL,

    /** One platform thread per session: the code of {@code VIRTUAL}, another factory. */
    PLATFORM,

    /** A few platform threads, each with a selector that tells which of its sessions can go on. */
    EVENT_LOOP;

    /** Makes all of the server's threads. Between virtual and platform this is the only difference. */
    public ThreadFactory threads() {
        return switch (this) {
            case VIRTUAL_TUNED, VIRTUAL -> Thread.ofVirtual().name("echo-", 0).factory();
            case PLATFORM, EVENT_LOOP -> Thread.ofPlatform().daemon().name("echo-", 0).factory();
        };
    }

    /** The name used in options, reports and JSON, for example {@code event-loop}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
