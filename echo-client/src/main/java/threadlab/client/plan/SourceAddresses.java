package threadlab.client.plan;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import threadlab.support.Preconditions;

/** Finds the addresses of this machine that a load connects from. */
public final class SourceAddresses {
    private SourceAddresses() {
    }

    /**
     * Returns an address with port 0 for each source of the target, so that the system chooses the port.
     *
     * @throws IllegalArgumentException if a source cannot be used; the message names it
     * @throws UnknownHostException if the target's host has no address
     */
    public static List<InetSocketAddress> resolve(Target target) throws UnknownHostException {
        InetAddress host = InetAddress.getByName(target.host());
        Set<InetSocketAddress> addresses = new LinkedHashSet<>();
        for (String source : target.sources()) {
            InetAddress address = localAddress(source);
            Preconditions.check(address.getClass() == host.getClass(), "source", source,
                    "an address of the same kind as the server's, " + host.getHostAddress());
            Preconditions.check(addresses.add(new InetSocketAddress(address, 0)), "source", source,
                    "each address once");
        }
        return List.copyOf(addresses);
    }

    private static InetAddress localAddress(String source) {
        try (var socket = new Socket()) {
            InetAddress address = InetAddress.getByName(source);
            socket.bind(new InetSocketAddress(address, 0));
            Preconditions.check(!address.isAnyLocalAddress(), "source", source, "an address of this machine");
            return address;
        } catch (IOException e) {
            throw new IllegalArgumentException("source is '" + source + "', allowed: an address of this machine", e);
        }
    }
}
