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
 * Keeps a watcher that throws from harming the server. Where a session is being watched at work, what is thrown ends that
 * session. Anywhere else it goes to the thread's handler of uncaught exceptions, and the server goes on.
 */
public record SafeListener(ServerListener watcher) implements ServerListener {

    @Override
    public void opened(SocketAddress peer, Duration startDelay) {
        watcher.opened(peer, startDelay);
    }

    @Override
    public void received(SocketAddress peer, ByteBuffer data) {
        watcher.received(peer, data);
    }

    @Override
    public void closed(SocketAddress peer, CloseReason reason, long echoes, long bytes) {
        guarded(() -> watcher.closed(peer, reason, echoes, bytes));
    }

    @Override
    public void acceptFailed(IOException reason, int failures, Duration delay) {
        guarded(() -> watcher.acceptFailed(reason, failures, delay));
    }

    @Override
    public void refused(SocketAddress peer, RejectReason reason) {
        guarded(() -> watcher.refused(peer, reason));
    }

    @Override
    public void handshakeFailed(SocketAddress peer, IOException reason) {
        guarded(() -> watcher.handshakeFailed(peer, reason));
    }

    @Override
    public void tlsFailed(SocketAddress peer, IOException reason) {
        guarded(() -> watcher.tlsFailed(peer, reason));
    }

    @Override
    public void drained(DrainResult result) {
        guarded(() -> watcher.drained(result));
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
