package threadlab.server;

import java.time.Duration;
import java.util.Objects;
import threadlab.server.blocking.Transport;
import threadlab.server.cli.DurationConverter;
import threadlab.server.core.ConnectionLimits;
import threadlab.server.core.SessionReaper;

/**
 * What a server is started with. Always valid: the constructor refuses anything else with an
 * {@link IllegalArgumentException} that names the field, the value and what is allowed. Begin with {@link #defaults} and
 * change what differs.
 *
 * @param threadModel how sessions get threads
 * @param host address or name to listen on; loopback unless asked for more
 * @param port 0 to 65535; 0 lets the operating system choose a free one
 * @param backlog connections that may wait to be accepted, at least 1; the operating system may lower it
 * @param maxSessions sessions served at the same time, at least 1; those who come later wait in the backlog
 * @param idleTimeout a session that echoes nothing for so long is closed; zero for never
 * @param maxLifetime a session that is older is drained; zero for never
 * @param loops threads of the event-loop model, 1 to 256; the other models take no notice
 * @param peers what a peer may do
 * @param tls null for none; not with the event-loop model
 */
public record ServerConfig(ThreadModel threadModel, String host, int port, int backlog, int maxSessions,
        Duration idleTimeout, Duration maxLifetime, int loops, ConnectionLimits peers, ServerTls tls) {

    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 4004;
    /** Large enough for thousands of clients that connect at once; Linux caps it at net.core.somaxconn. */
    public static final int DEFAULT_BACKLOG = 4096;
    /** More than any process can open. */
    public static final int DEFAULT_MAX_SESSIONS = 10_000_000;

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int MOST_LOOPS = 256;

    public ServerConfig {
        Objects.requireNonNull(threadModel, "threadModel");
        Objects.requireNonNull(host, "host");
        check(!host.isBlank(), "host", "'" + host + "'", "a name or an address");
        check(port >= 0 && port <= 65_535, "port", port, "0 to 65535");
        check(backlog >= 1, "backlog", backlog, "1 or more");
        check(maxSessions >= 1 && maxSessions <= DEFAULT_MAX_SESSIONS, "max-sessions", maxSessions,
                "1 to " + DEFAULT_MAX_SESSIONS);
        checkTimeout("idle-timeout", idleTimeout);
        checkTimeout("max-lifetime", maxLifetime);
        check(loops >= 1 && loops <= MOST_LOOPS, "loops", loops, "1 to " + MOST_LOOPS);
        Objects.requireNonNull(peers, "peers");
        check(tls == null || threadModel != ThreadModel.EVENT_LOOP, "thread-model with tls", threadModel,
                "virtual, virtual-tuned, platform");
    }

    /** A virtual thread per session on 127.0.0.1:4004, no limits but the machine's. */
    public static ServerConfig defaults() {
        return new ServerConfig(ThreadModel.VIRTUAL_TUNED, DEFAULT_HOST, DEFAULT_PORT, DEFAULT_BACKLOG,
                DEFAULT_MAX_SESSIONS,
                Duration.ZERO, Duration.ZERO, 1, ConnectionLimits.NONE, null);
    }

    public ServerConfig withThreadModel(ThreadModel threadModel) {
        return new ServerConfig(threadModel, host, port, backlog, maxSessions, idleTimeout, maxLifetime, loops,
                peers, tls);
    }

    public ServerConfig withHost(String host) {
        return new ServerConfig(threadModel, host, port, backlog, maxSessions, idleTimeout, maxLifetime, loops,
                peers, tls);
    }

    public ServerConfig withPort(int port) {
        return new ServerConfig(threadModel, host, port, backlog, maxSessions, idleTimeout, maxLifetime, loops,
                peers, tls);
    }

    public ServerConfig withBacklog(int backlog) {
        return new ServerConfig(threadModel, host, port, backlog, maxSessions, idleTimeout, maxLifetime, loops,
                peers, tls);
    }

    public ServerConfig withMaxSessions(int maxSessions) {
        return new ServerConfig(threadModel, host, port, backlog, maxSessions, idleTimeout, maxLifetime, loops,
                peers, tls);
    }

    public ServerConfig withIdleTimeout(Duration idleTimeout) {
        return new ServerConfig(threadModel, host, port, backlog, maxSessions, idleTimeout, maxLifetime, loops,
                peers, tls);
    }

    public ServerConfig withMaxLifetime(Duration maxLifetime) {
        return new ServerConfig(threadModel, host, port, backlog, maxSessions, idleTimeout, maxLifetime, loops,
                peers, tls);
    }

    public ServerConfig withLoops(int loops) {
        return new ServerConfig(threadModel, host, port, backlog, maxSessions, idleTimeout, maxLifetime, loops,
                peers, tls);
    }

    public ServerConfig withPeers(ConnectionLimits peers) {
        return new ServerConfig(threadModel, host, port, backlog, maxSessions, idleTimeout, maxLifetime, loops,
                peers, tls);
    }

    public ServerConfig withTls(ServerTls tls) {
        return new ServerConfig(threadModel, host, port, backlog, maxSessions, idleTimeout, maxLifetime, loops,
                peers, tls);
    }

    public Transport.Wires wires() {
        return tls == null ? Transport.Wires.PLAIN : tls.wires();
    }

    SessionReaper sweep() {
        return new SessionReaper(idleTimeout, maxLifetime, tls == null ? Duration.ZERO : tls.patience());
    }

    boolean hasTimeLimits() {
        return !idleTimeout.isZero() || !maxLifetime.isZero() || tls != null;
    }

    private static void checkTimeout(String field, Duration timeout) {
        Objects.requireNonNull(timeout, field);
        check(!timeout.isNegative() && timeout.compareTo(LONGEST) <= 0, field, DurationConverter.text(timeout),
                "0s (never) to " + DurationConverter.text(LONGEST));
    }

    public static void check(boolean valid, String field, Object value, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException(field + " is " + value + ", allowed: " + allowed);
        }
    }
}
