package threadlab.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import threadlab.server.core.Acceptor;
import threadlab.server.core.ConnectionFilter;
import threadlab.server.core.Drain;
import threadlab.server.core.Lifecycle;
import threadlab.server.core.ListeningSocket;
import threadlab.server.core.SessionDispatcher;
import threadlab.server.core.SessionRegistry;
import threadlab.server.events.DrainResult;
import threadlab.server.events.ServerListener;
import threadlab.server.events.ServerState;
import threadlab.server.events.ServerStats;
import threadlab.server.events.StartLatency;
import threadlab.server.observe.SafeListener;
import threadlab.server.work.Work;

/**
 * An echo server (RFC 862 over TCP): every session gets back the bytes it sends, in order.
 *
 * <pre>{@code
 * try (var server = EchoServer.start(ServerConfig.defaults().withPort(0))) {
 *     connect(server.address());
 * }
 * }</pre>
 *
 * <p>Thread-safe. The server's threads are daemons: they do not keep a JVM alive. {@link ServerState} has the states.
 */
public final class EchoServer implements AutoCloseable {
    /** How long {@link #close} lets sessions finish. */
    public static final Duration DEFAULT_DRAIN = Duration.ofSeconds(10);

    private final ServerConfig config;
    private final ServerListener listener;
    private final SessionRegistry registry;
    private final Lifecycle lifecycle;
    private final Thread reaper;
    private final SessionDispatcher dispatcher;
    private final ListeningSocket socket;

    private EchoServer(ServerConfig config, ServerListener listener) throws IOException {
        this.config = config;
        this.listener = new SafeListener(listener);
        this.registry = new SessionRegistry(config.limits().maxSessions());
        this.lifecycle = new Lifecycle(this.listener, this::closeSocket);
        this.reaper = Thread.ofPlatform().daemon().name("reaper")
                .unstarted(lifecycle.essential(() -> config.reaper().run(registry)));
        this.dispatcher = config.dispatcher(lifecycle::essential, registry, this.listener);
        this.socket = config.endpoint().listen(dispatcher);
    }

    /** Starts a server that no listener watches. */
    public static EchoServer start(ServerConfig config) throws IOException {
        return start(config, ServerListener.NONE);
    }

    /**
     * Starts a server, which accepts connections when this returns.
     *
     * @throws java.net.UnknownHostException if the configured host has no address
     * @throws java.net.BindException if the port is taken or not allowed, or the address is not this machine's
     */
    public static EchoServer start(ServerConfig config, ServerListener listener) throws IOException {
        var server = new EchoServer(config, listener);
        server.start();
        return server;
    }

    private void start() {
        try {
            var filter = new ConnectionFilter(config.limits(), registry, listener);
            var acceptor = new Acceptor(socket, filter, registry, dispatcher, listener);
            config.threadModel().threads().newThread(lifecycle.essential(acceptor)).start();
            if (config.hasTimeLimits()) {
                reaper.start();
            }
            lifecycle.moveTo(ServerState.RUNNING);
        } finally {
            if (lifecycle.moveTo(ServerState.STOPPED)) { // only from NEW: something above has failed
                release();
                dispatcher.close();
            }
        }
    }

    /** The address that the server listens on, with the real port if port 0 was asked for. */
    public InetSocketAddress address() {
        return socket.address();
    }

    public ServerState state() {
        return lifecycle.state();
    }

    public ServerStats stats() {
        return registry.stats();
    }

    /** Returns what is done for each message before it is echoed; null for nothing. */
    public @Nullable Work work() {
        return config.work();
    }

    /** Returns the start latencies of the sessions that first ran since the last call; each is in one answer only. */
    public StartLatency takeRecentStartLatency() {
        return registry.starts().takeRecent();
    }

    /**
     * Stops the server: accepts no more, lets every session echo what it has received and half-close, waits for the
     * peers to close too, and cuts off the sessions that are left after {@code deadline}. Blocks until all are gone.
     * Other callers wait for the same result. An interrupt of the first caller cuts the wait short.
     *
     * @throws java.util.concurrent.CompletionException if the server has failed; the sessions are gone all the same
     */
    public DrainResult stop(Duration deadline) {
        return lifecycle.stop(() -> {
            release();
            DrainResult result = new Drain(registry, reaper).run(deadline);
            dispatcher.close();
            return result;
        });
    }

    /** {@link #stop} within {@link #DEFAULT_DRAIN}. */
    @Override
    public void close() {
        stop(DEFAULT_DRAIN);
    }

    /**
     * Waits until the server was stopped and its listener told; empty if that took longer than {@code limit}.
     *
     * @throws IllegalStateException if the server has failed: one of its own threads has ended with an error
     */
    public Optional<DrainResult> awaitStopped(Duration limit) throws InterruptedException {
        return lifecycle.awaitStopped(limit);
    }

    /** Ends the accept loop and the reaper. */
    private void release() {
        registry.beginDrain();
        closeSocket();
    }

    private void closeSocket() {
        if (socket != null) { // else a thread has failed before it is there
            socket.close();
        }
    }
}
