package threadlab.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** Tells several watchers, in their order. */
record AllEvents(List<ServerEvents> watchers) implements ServerEvents {

    @Override
    public void opened(SocketAddress peer, Duration startDelay) {
        watchers.forEach(watcher -> watcher.opened(peer, startDelay));
    }

    @Override
    public void received(SocketAddress peer, ByteBuffer data) {
        for (ServerEvents watcher : watchers) { // once an echo: no lambda here
            watcher.received(peer, data);
        }
    }

    @Override
    public void closed(SocketAddress peer, CloseReason reason, long echoes, long bytes) {
        watchers.forEach(watcher -> watcher.closed(peer, reason, echoes, bytes));
    }

    @Override
    public void acceptFailed(IOException reason, int failures, Duration delay) {
        watchers.forEach(watcher -> watcher.acceptFailed(reason, failures, delay));
    }

    @Override
    public void refused(SocketAddress peer, Refusal reason) {
        watchers.forEach(watcher -> watcher.refused(peer, reason));
    }

    @Override
    public void handshakeFailed(SocketAddress peer, IOException reason) {
        watchers.forEach(watcher -> watcher.handshakeFailed(peer, reason));
    }

    @Override
    public void tlsFailed(SocketAddress peer, IOException reason) {
        watchers.forEach(watcher -> watcher.tlsFailed(peer, reason));
    }

    @Override
    public void drained(DrainResult result) {
        watchers.forEach(watcher -> watcher.drained(result));
    }
}
