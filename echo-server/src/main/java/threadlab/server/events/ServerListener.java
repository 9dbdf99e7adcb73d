package threadlab.server.events;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The one seam through which a server is watched, by a log, by a profiler's events, by a test.
 *
 * <p>Called on the threads that serve: an implementation must be thread-safe and quick, since it delays the session
 * that calls it. Every method does nothing by default. One that throws from {@link #opened} or {@link #received} ends the
 * session; from any other, the exception goes to the thread's handler and the server goes on.
 */
public interface ServerListener {

    /** Watches nothing. */
    ServerListener NONE = new ServerListener() {
    };

    /**
     * A session was accepted, and runs for the first time. One that was closed before it ran is never opened.
     *
     * @param startDelay how long it waited to run, see {@link StartLatency}
     */
    default void opened(SocketAddress peer, Duration startDelay) {
    }

    /**
     * Bytes arrived and are about to be echoed.
     *
     * @param data the bytes between position and limit, valid only during the call; leave position and limit alone
     */
    default void received(SocketAddress peer, ByteBuffer data) {
    }

    /**
     * No session could be accepted, for want of file descriptors, threads or memory; the next attempt follows after the delay,
     * or as soon as a session ends.
     *
     * @param failures in a row, this one included
     */
    default void acceptFailed(IOException reason, int failures, Duration delay) {
    }

    /** A connection was turned away, and is closed. It never becomes a session: neither opened nor closed follows. */
    default void refused(SocketAddress peer, RejectReason reason) {
    }

    /** A session that was opened ends without a handshake of TLS, which its peer is told next. Its end follows. */
    default void handshakeFailed(SocketAddress peer, IOException reason) {
    }

    /** A peer has broken TLS after its handshake, which it is told next. The end of its session follows. */
    default void tlsFailed(SocketAddress peer, IOException reason) {
    }

    /** The server has stopped. */
    default void drained(DrainResult result) {
    }

    /** A session that was opened has ended; it had echoed {@code bytes} in {@code echoes} reads. */
    default void closed(SocketAddress peer, CloseReason reason, long echoes, long bytes) {
    }
}
