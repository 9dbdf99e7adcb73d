package threadlab.client.plan;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The addresses of this machine that a load connects from. */
public final class SourceAddresses {
    private SourceAddresses() {
    }

    /**
     * With any port; empty to leave it to the system.
     *
     * @throws IllegalArgumentException naming the source that nothing can be sent from to the route's host
     * @throws UnknownHostException if that host has no address
     */
    public static List<InetSocketAddress> resolve(Target route) throws UnknownHostException {
        InetAddress host = InetAddress.getByName(route.host());
        Set<InetSocketAddress> addresses = new LinkedHashSet<>();
        for (String source : route.sources()) {
            InetAddress address = own(source);
            Preconditions.check(address.getClass() == host.getClass(), "source", source,
                    "an address of the same kind as the server's, " + host.getHostAddress());
            Preconditions.check(addresses.add(new InetSocketAddress(address, 0)), "source", source + " again",
                    "each address once");
        }
        return List.copyOf(addresses);
    }

    private static InetAddress own(String source) {
        InetAddress address = null;
        try (var socket = new Socket()) {
            InetAddress named = InetAddress.getByName(source);
            socket.bind(new InetSocketAddress(named, 0));
            address = named.isAnyLocalAddress() ? null : named;
        } catch (IOException e) {
            // refused below, whatever it is
        }
        Preconditions.check(address != null, "source", source, "an address of this machine");
        return address;
    }
}
