package threadlab.server;

import java.util.Objects;

/**
 * What a server is started with. Always valid: the constructor refuses anything else with an
 * {@link IllegalArgumentException} that names the field, the value and what is allowed.
 *
 * @param threadModel how sessions get threads
 * @param host address or name to listen on; loopback unless asked for more
 * @param port 0 to 65535; 0 lets the operating system choose a free one
 * @param backlog connections that may wait to be accepted, at least 1; the operating system may lower it
 */
public record ServerConfig(ThreadModel threadModel, String host, int port, int backlog) {

    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 4004;
    /** Large enough for thousands of clients that connect at once; Linux caps it at net.core.somaxconn. */
    public static final int DEFAULT_BACKLOG = 4096;

    public ServerConfig {
        Objects.requireNonNull(threadModel, "threadModel");
        Objects.requireNonNull(host, "host");
        check(!host.isBlank(), "host", "'" + host + "'", "a name or an address");
        check(port >= 0 && port <= 65_535, "port", port, "0 to 65535");
        check(backlog >= 1, "backlog", backlog, "1 or more");
    }

    /** A virtual thread per session on 127.0.0.1:4004. */
    public static ServerConfig defaults() {
        return new ServerConfig(ThreadModel.VIRTUAL, DEFAULT_HOST, DEFAULT_PORT, DEFAULT_BACKLOG);
    }

    public ServerConfig withThreadModel(ThreadModel threadModel) {
        return new ServerConfig(threadModel, host, port, backlog);
    }

    public ServerConfig withHost(String host) {
        return new ServerConfig(threadModel, host, port, backlog);
    }

    public ServerConfig withPort(int port) {
        return new ServerConfig(threadModel, host, port, backlog);
    }

    public ServerConfig withBacklog(int backlog) {
        return new ServerConfig(threadModel, host, port, backlog);
    }

    private static void check(boolean valid, String field, Object value, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException(field + " is " + value + ", allowed: " + allowed);
        }
    }
}
