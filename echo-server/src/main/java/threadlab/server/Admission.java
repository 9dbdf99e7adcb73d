package threadlab.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * Who may connect. Decides right after accept, while a connection is nothing but a socket: one that is refused gets no
 * thread, no buffer and no entry in the registry. The accept loop's own, which is why nobody can come between the count
 * of an address and the registration that it allows: others only take sessions away.
 */
final class Admission {
    private final PeerLimits limits;
    private final SessionRegistry registry;
    private final ServerEvents events;

    Admission(PeerLimits limits, SessionRegistry registry, ServerEvents events) {
        this.limits = limits;
        this.registry = registry;
        this.events = events;
    }

    /** Whether this may become a session; otherwise it has been counted, and is closed. */
    boolean admits(SocketChannel channel) throws IOException {
        SocketAddress peer = channel.getRemoteAddress();
        Optional<Refusal> refusal = refusal(((InetSocketAddress) peer).getAddress());
        refusal.ifPresent(reason -> {
            registry.refused(reason);
            reset(channel);
            events.refused(peer, reason);
        });
        return refusal.isEmpty();
    }

    private Optional<Refusal> refusal(InetAddress address) {
        if (!limits.allows(address)) {
            return Optional.of(Refusal.NOT_ALLOWED);
        }
        return limits.isFull(registry.openFrom(address)) ? Optional.of(Refusal.ADDRESS_FULL) : Optional.empty();
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
