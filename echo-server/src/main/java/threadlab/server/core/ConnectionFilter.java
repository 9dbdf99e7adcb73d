package threadlab.server.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerListener;

/**
 * Decides who may connect, right after accept, while a connection is only a socket: one that is rejected gets no
 * thread, no buffer and no entry in the registry. Not thread-safe: used by the acceptor only. So no session can be
 * added between the count of an address and the registration that it allows.
 */
public record ConnectionFilter(ConnectionLimits limits, SessionRegistry registry, ServerListener listener) {

    /** Blocks until somebody connects who may. */
    SocketChannel accept(ListeningSocket socket) throws IOException {
        SocketChannel channel;
        do {
            channel = socket.accept();
        } while (!admits(channel));
        return channel;
    }

    /** Returns whether this may become a session. Otherwise it has been counted and closed. */
    private boolean admits(SocketChannel channel) throws IOException {
        SocketAddress peer = channel.getRemoteAddress();
        InetAddress address = ((InetSocketAddress) peer).getAddress();
        RejectReason reason = !limits.allows(address)
                ? RejectReason.NOT_ALLOWED
                : limits.isFull(registry.sessionsFrom(address)) ? RejectReason.ADDRESS_FULL : null;
        if (reason != null) {
            registry.rejected(reason);
            reset(channel);
            listener.rejected(peer, reason);
        }
        return reason == null;
    }

    /** After an orderly close the system would remember the connection for a minute (TIME-WAIT, RFC 9293). */
    private static void reset(SocketChannel channel) {
        try (channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException goneAlready) {
            // Then there is nothing to reset.
        }
    }
}
