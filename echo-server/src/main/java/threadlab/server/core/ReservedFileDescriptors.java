package threadlab.server.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * File descriptors that the acceptor holds, and releases when accept fails for want of them, so that the JVM can still
 * report it: to load a class, a library or the time zones for a log line it opens files, and fails oddly if it cannot.
 * They must be acquired again before the next accept. Not thread-safe.
 */
final class ReservedFileDescriptors {
    private static final int RESERVED = 16;

    /** Sockets that are never connected, which cost a descriptor and nothing else. */
    private final Deque<SocketChannel> held = new ArrayDeque<>(RESERVED);

    /** Acquires what is missing. If the system has too few, this fails and keeps those that it got. */
    void acquire() throws IOException {
        while (held.size() < RESERVED) {
            held.push(SocketChannel.open());
        }
    }

    void release() {
        while (!held.isEmpty()) {
            try {
                held.pop().close();
            } catch (IOException e) {
                throw new UncheckedIOException("a socket that was never connected does not close", e);
            }
        }
    }
}
