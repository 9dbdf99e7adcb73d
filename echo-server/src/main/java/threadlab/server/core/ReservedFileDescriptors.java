package threadlab.server.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * File descriptors held for bad times. A process that has none left cannot even say so: the JVM opens files to load a
 * class, a library or the time zones that a log line needs, and fails with errors that nobody expects there. So the
 * accept loop, which alone uses up descriptors, holds some, lets go of them while it backs off, and has to get them back
 * before it accepts again. One thread's own.
 */
final class ReservedFileDescriptors {
    private static final int SPARE = 16;

    /** Sockets that are never connected: what costs a descriptor and nothing else on every system. */
    private final Deque<SocketChannel> held = new ArrayDeque<>(SPARE);

    /** Gets back what is missing; fails if the system has too few, and keeps those it got. */
    void acquire() throws IOException {
        while (held.size() < SPARE) {
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
