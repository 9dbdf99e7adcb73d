package threadlab.server.observe;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import threadlab.server.events.CloseReason;
import threadlab.server.events.DrainResult;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerListener;

/** Tells several watchers, in their order. */
public record CompositeListener(List<ServerListener> watchers) implements ServerListener {

    @Override
    public void opened(SocketAddress peer, Duration startDelay) {
        watchers.forEach(watcher -> watcher.opened(peer, startDelay));
    }

    @Override
    public void received(SocketAddress peer, ByteBuffer data) {
        for (ServerListener watcher : watchers) { // once an echo: no lambda here
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
    public void refused(SocketAddress peer, RejectReason reason) {
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
