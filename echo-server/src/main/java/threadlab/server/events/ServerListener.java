package threadlab.server.events;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Receives a server's events. Implementations must be thread-safe, and quick: they run on the threads that serve, and
 * delay the session that calls them. An exception from {@link #opened} or {@link #received} ends the session; from any
 * other method it goes to the thread's uncaught exception handler, and the server goes on. Interrupts of its own do not
 * outlast the call, but for {@link #drained}.
 */
public interface ServerListener {

    /** Ignores everything. */
    ServerListener NONE = new ServerListener() {
    };

    /**
     * A session first runs. A session that was closed before it ran is never opened.
     *
     * @param startLatency see {@link StartLatency}
     */
    default void opened(SocketAddress peer, Duration startLatency) {
    }

    /**
     * Bytes were received and will be echoed.
     *
     * @param data the bytes between position and limit, which must not be moved; valid only during the call
     */
    default void received(SocketAddress peer, ByteBuffer data) {
    }

    /**
     * No session could be accepted, for want of file descriptors, threads or memory. The next attempt follows after the
     * delay, or as soon as a session ends.
     *
     * @param failures failures in a row, with this one
     */
    default void acceptFailed(IOException reason, int failures, Duration delay) {
    }

    /** A connection was closed before it became a session: neither {@link #opened} nor {@link #closed} follows. */
    default void rejected(SocketAddress peer, RejectReason reason) {
    }

    /** The TLS handshake of a session failed. Its peer is told next; {@link #closed} follows. */
    default void handshakeFailed(SocketAddress peer, IOException reason) {
    }

    /** A peer has broken TLS after its handshake. It is told next; {@link #closed} follows. */
    default void tlsFailed(SocketAddress peer, IOException reason) {
    }

    /** The server has stopped. */
    default void drained(DrainResult result) {
    }

    /** A session that was opened has ended. It had echoed {@code bytes} in {@code reads} reads. */
    default void closed(SocketAddress peer, CloseReason reason, long reads, long bytes) {
    }
}
