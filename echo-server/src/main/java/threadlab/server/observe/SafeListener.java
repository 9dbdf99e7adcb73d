package threadlab.server.observe;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import threadlab.server.events.CloseReason;
import threadlab.server.events.DrainResult;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerListener;

/**
 * Keeps a listener that throws from harming the server. While a session is served, the exception ends that session. At
 * any other time it goes to the thread's uncaught exception handler, and the server goes on. A listener that leaves its
 * thread interrupted has no effect either: a thread of the server would no longer wait for anything.
 */
public record SafeListener(ServerListener listener) implements ServerListener {

    @Override
    public void opened(SocketAddress peer, Duration startLatency) {
        try {
            listener.opened(peer, startLatency);
        } finally {
            Thread.interrupted();
        }
    }

    @Override
    public void received(SocketAddress peer, ByteBuffer data) {
        try {
            listener.received(peer, data);
        } finally {
            Thread.interrupted();
        }
    }

    @Override
    public void closed(SocketAddress peer, CloseReason reason, long reads, long bytes) {
        guarded(() -> listener.closed(peer, reason, reads, bytes));
    }

    @Override
    public void acceptFailed(IOException reason, int failures, Duration delay) {
        guarded(() -> listener.acceptFailed(reason, failures, delay));
    }

    @Override
    public void rejected(SocketAddress peer, RejectReason reason) {
        guarded(() -> listener.rejected(peer, reason));
    }

    @Override
    public void handshakeFailed(SocketAddress peer, IOException reason) {
        guarded(() -> listener.handshakeFailed(peer, reason));
    }

    @Override
    public void tlsFailed(SocketAddress peer, IOException reason) {
        guarded(() -> listener.tlsFailed(peer, reason));
    }

    /** On the thread of whoever stops the server, whose interrupts are its own. */
    @Override
    public void drained(DrainResult result) {
        reported(() -> listener.drained(result));
    }

    private static void guarded(Runnable call) {
        reported(call);
        Thread.interrupted();
    }

    private static void reported(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
