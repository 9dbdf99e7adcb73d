package threadlab.client.plan;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Objects;
import threadlab.client.transport.ClientTls;
import threadlab.client.transport.Transport;

/**
 * Where the load goes, and from where. Always valid in form; whether the names exist is found out by using them.
 *
 * @param host the server's name or address
 * @param port the server's port, 1 to 65535
 * @param sources addresses of this machine that the connections are spread over, each with ports of its own; empty to
 *            leave it to the system
 * @param tls null for none
 */
public record Target(String host, int port, List<String> sources, ClientTls tls) {

    public Target {
        Objects.requireNonNull(host, "host");
        sources = List.copyOf(sources);
        Preconditions.check(!host.isBlank(), "host", "'" + host + "'", "a name or an address");
        Preconditions.check(port >= 1 && port <= 65_535, "port", port, "1 to 65535");
        for (String source : sources) {
            Preconditions.check(!source.isBlank(), "source", "'" + source + "'", "an address of this machine");
        }
    }

    public Target(String host, int port) {
        this(host, port, List.of());
    }

    public Target(String host, int port, List<String> sources) {
        this(host, port, sources, null);
    }

    public Target withTls(ClientTls changed) {
        return new Target(host, port, sources, changed);
    }

    /** The bytes of a connected socket, or TLS over it, which closes the socket with itself. */
    public Socket stream(Socket socket) throws IOException {
        return tls == null ? socket : tls.over(socket, host, port);
    }

    /** Over a channel that is connected, or about to be. */
    public Transport transport(SocketChannel channel) {
        return tls == null ? Transport.plain(channel) : tls.transport(channel, host, port);
    }
}
