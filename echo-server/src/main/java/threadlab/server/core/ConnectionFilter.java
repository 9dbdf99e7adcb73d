package threadlab.server.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerListener;

/**
 * Who may connect. Decides right after accept, while a connection is nothing but a socket: one that is refused gets no
 * thread, no buffer and no entry in the registry. The accept loop's own, which is why nobody can come between the count
 * of an address and the registration that it allows: others only take sessions away.
 */
public final class ConnectionFilter {
    private final ConnectionLimits limits;
    private final SessionRegistry registry;
    private final ServerListener events;

    public ConnectionFilter(ConnectionLimits limits, SessionRegistry registry, ServerListener events) {
        this.limits = limits;
        this.registry = registry;
        this.events = events;
    }

    /** Whether this may become a session; otherwise it has been counted, and is closed. */
    boolean admits(SocketChannel channel) throws IOException {
        SocketAddress peer = channel.getRemoteAddress();
        Optional<RejectReason> refusal = refusal(((InetSocketAddress) peer).getAddress());
        refusal.ifPresent(reason -> {
            registry.refused(reason);
            reset(channel);
            events.refused(peer, reason);
        });
        return refusal.isEmpty();
    }

    private Optional<RejectReason> refusal(InetAddress address) {
        if (!limits.allows(address)) {
            return Optional.of(RejectReason.NOT_ALLOWED);
        }
        return limits.isFull(registry.openFrom(address)) ? Optional.of(RejectReason.ADDRESS_FULL) : Optional.empty();
    }

    /** Not an orderly close: after one, the system would remember the connection for a minute (TIME-WAIT, RFC 9293). */
    private static void reset(SocketChannel channel) {
        try (channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException goneAlready) {
            // Then there is nothing to reset.
        }
    }
}
