package threadlab.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import threadlab.server.core.Checks;
import threadlab.server.core.ListeningSocket;
import threadlab.server.core.SessionDispatcher;

/**
 * Where a server listens.
 *
 * @param host address or name
 * @param port 0 to 65535; 0 lets the operating system choose a free one
 * @param backlog connections that may wait to be accepted, at least 1; the operating system may lower it
 */
public record Endpoint(String host, int port, int backlog) {
    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 4004;
    /** Large enough for thousands of clients that connect at once; Linux caps it at net.core.somaxconn. */
    public static final int DEFAULT_BACKLOG = 4096;

    public Endpoint {
        Objects.requireNonNull(host, "host");
        Checks.check(!host.isBlank(), "host", "'" + host + "'", "a name or an address");
        Checks.checkRange("port", port, 0, 65_535);
        Checks.check(backlog >= 1, "backlog", backlog, "1 or more");
    }

    /** Looks the host up and listens there. If that fails, closes the dispatcher. */
    ListeningSocket listen(SessionDispatcher dispatcher) throws IOException {
        try {
            var address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException(host);
            }
            return ListeningSocket.bind(address, backlog, dispatcher.io());
        } catch (Throwable e) {
            dispatcher.close();
            throw e;
        }
    }
}
