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

/** Passes each event to several listeners, in their order. */
public record CompositeListener(List<ServerListener> listeners) implements ServerListener {

    @Override
    public void opened(SocketAddress peer, Duration startLatency) {
        listeners.forEach(listener -> listener.opened(peer, startLatency));
    }

    @Override
    public void received(SocketAddress peer, ByteBuffer data) {
        for (ServerListener listener : listeners) { // once an echo: no lambda here
            listener.received(peer, data);
        }
    }

    @Override
    public void closed(SocketAddress peer, CloseReason reason, long reads, long bytes) {
        listeners.forEach(listener -> listener.closed(peer, reason, reads, bytes));
    }

    @Override
    public void acceptFailed(IOException reason, int failures, Duration delay) {
        listeners.forEach(listener -> listener.acceptFailed(reason, failures, delay));
    }

    @Override
    public void rejected(SocketAddress peer, RejectReason reason) {
        listeners.forEach(listener -> listener.rejected(peer, reason));
    }

    @Override
    public void handshakeFailed(SocketAddress peer, IOException reason) {
        listeners.forEach(listener -> listener.handshakeFailed(peer, reason));
    }

    @Override
    public void tlsFailed(SocketAddress peer, IOException reason) {
        listeners.forEach(listener -> listener.tlsFailed(peer, reason));
    }

    @Override
    public void drained(DrainResult result) {
        listeners.forEach(listener -> listener.drained(result));
    }
}
