package threadlab.client.plan;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import threadlab.client.transport.ClientTls;
import threadlab.client.transport.Transport;
import threadlab.support.Preconditions;

/**
 * The server under load, and the addresses to connect from. Valid in form; names are looked up only when they are used.
 *
 * @param host the server's name or address
 * @param port the server's port, 1 to 65535
 * @param sources addresses of this machine that the connections are spread over, each with its own ports; if empty, the
 *            system chooses
 * @param tls null for plain TCP
 */
public record Target(String host, int port, List<String> sources, @Nullable ClientTls tls) {

    public Target {
        Objects.requireNonNull(host, "host");
        sources = List.copyOf(sources);
        Preconditions.check(!host.isBlank(), "host", host, "a name or an address");
        Preconditions.checkRange("port", port, 1, 65_535);
        for (String source : sources) {
            Preconditions.check(!source.isBlank(), "source", source, "an address of this machine");
        }
    }

    public Target(String host, int port) {
        this(host, port, List.of());
    }

    public Target(String host, int port, List<String> sources) {
        this(host, port, sources, null);
    }

    public Target withTls(@Nullable ClientTls changed) {
        return new Target(host, port, sources, changed);
    }

    /** Returns the connected socket itself, or a TLS socket over it whose close closes both. */
    public Socket wrap(Socket socket) throws IOException {
        return tls == null ? socket : tls.wrap(socket, host, port);
    }

    /** Returns the transport over a channel that is connected or about to be. */
    public Transport transport(SocketChannel channel) {
        return tls == null ? Transport.plain(channel) : tls.transport(channel, host, port);
    }
}
