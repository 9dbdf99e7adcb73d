package threadlab.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import threadlab.server.core.Acceptor;
import threadlab.server.core.CloseUtils;
import threadlab.server.core.ConnectionFilter;
import threadlab.server.core.Drain;
import threadlab.server.core.ReadinessWaiter;
import threadlab.server.core.SessionDispatcher;
import threadlab.server.core.SessionRegistry;
import threadlab.server.events.DrainResult;
import threadlab.server.events.ServerListener;
import threadlab.server.events.ServerStats;
import threadlab.server.events.StartLatency;
import threadlab.server.observe.SafeListener;

/**
 * An echo server (RFC 862 over TCP): every session gets back the bytes it sends, in order.
 *
 * <pre>{@code
 * try (var server = EchoServer.start(ServerConfig.defaults().withPort(0))) {
 *     connect(server.address());
 * }
 * }</pre>
 *
 * <pre>
 *   start ok            stop             last session gone, or deadline over
 *  NEW ----> RUNNING ---------> DRAINING -----------------------------------> STOPPED
 *   |                                                                            ^
 *   +---------------------------- start failed, the port is free again ----------+
 * </pre>
 *
 * <p>All methods may be called from any thread. The server's threads are daemons: they do not keep a JVM alive.
 */
public final class EchoServer implements AutoCloseable {
    /** How long {@link #close} lets sessions finish. */
    public static final Duration DEFAULT_DRAIN = Duration.ofSeconds(10);

    private final ServerConfig config;
    private final ServerListener events;
    private final SessionRegistry registry;
    /** Started only if there is a limit to look for. */
    private final Thread sweeper;
    private final AtomicReference<ServerState> state = new AtomicReference<>(ServerState.NEW);
    /** The one result that every caller of {@link #stop} gets. */
    private final CompletableFuture<DrainResult> stopped = new CompletableFuture<>();
    /** Set once, before RUNNING. */
    private ServerSocketChannel listener;
    private InetSocketAddress address;
    private SessionDispatcher sessions;
    /** The acceptor's. */
    private ReadinessWaiter accepting;

    private EchoServer(ServerConfig config, ServerListener events) {
        this.config = config;
        this.events = new SafeListener(events);
        this.registry = new SessionRegistry(config.maxSessions());
        this.sweeper = Thread.ofPlatform().daemon().name("sweep")
                .unstarted(essential(() -> config.sweep().run(registry)));
    }

    /** {@link #start(ServerConfig, ServerListener)} with nobody watching. */
    public static EchoServer start(ServerConfig config) throws IOException {
        return start(config, ServerListener.NONE);
    }

    /**
     * Starts a server; when this returns, it accepts.
     *
     * @throws UnknownHostException if the configured host has no address
     * @throws java.net.BindException if the port is taken, not allowed, or the address is not this machine's
     */
    public static EchoServer start(ServerConfig config, ServerListener events) throws IOException {
        var server = new EchoServer(config, events);
        server.start();
        return server;
    }

    private void start() throws IOException {
        try {
            listen();
            sessions = SessionDispatcher.of(config, this::essentialThread, registry, events);
            accepting = sessions.waitingFor(listener);
            var admission = new ConnectionFilter(config.peers(), registry, events);
            new Acceptor(listener, accepting, admission, registry, events, sessions)
                    .start(this::essentialThread);
            if (config.hasTimeLimits()) {
                sweeper.start();
            }
            moveTo(ServerState.RUNNING);
        } finally {
            if (moveTo(ServerState.STOPPED)) { // only from NEW: something above has failed
                releaseAll();
            }
        }
    }

    /** A thread of the model's kind without which the server is none. */
    private Thread essentialThread(Runnable work) {
        return config.threadModel().threads().newThread(essential(work));
    }

    /** If this fails, the server has failed: it could still look as if it served. */
    private Runnable essential(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (Throwable e) {
                fail(e);
                throw e; // to the thread's handler, which tells it
            }
        };
    }

    private void fail(Throwable cause) {
        if (stopped.completeExceptionally(cause)) {
            closeListener(); // else those who connect would wait for ever
        }
    }

    private void listen() throws IOException {
        var wanted = new InetSocketAddress(config.host(), config.port());
        if (wanted.isUnresolved()) {
            throw new UnknownHostException(config.host());
        }
        listener = ServerSocketChannel.open();
        listener.bind(wanted, config.backlog());
        address = (InetSocketAddress) listener.getLocalAddress();
    }

    /** Where the server listens, with the real port when port 0 was asked for. */
    public InetSocketAddress address() {
        return address;
    }

    public ServerConfig config() {
        return config;
    }

    public ServerState state() {
        return state.get();
    }

    public ServerStats stats() {
        return registry.stats();
    }

    /** See {@link SessionRegistry#takeRecentStartDelays}. */
    public StartLatency takeRecentStartDelays() {
        return registry.takeRecentStartDelays();
    }

    /**
     * Stops: accepts no more, has every session echo what it has received and half-close, waits for the peers to close
     * too, and cuts off those left after {@code deadline}. Blocks until all are gone. Further calls, at the same time
     * or later, wait for the same result. The first caller cuts the waiting short if it is interrupted.
     *
     * @throws java.util.concurrent.CompletionException if the server has failed; the sessions are gone all the same
     */
    public DrainResult stop(Duration deadline) {
        Objects.requireNonNull(deadline, "deadline");
        if (moveTo(ServerState.DRAINING)) {
            try {
                DrainResult result = drain(deadline);
                stopped.complete(result);
                events.drained(result);
            } catch (Throwable e) {
                stopped.completeExceptionally(e);
                throw e;
            }
        }
        return stopped.join();
    }

    /** {@link #stop} within {@link #DEFAULT_DRAIN}. */
    @Override
    public void close() {
        stop(DEFAULT_DRAIN);
    }

    /**
     * Waits until somebody has stopped the server; empty if that took longer than {@code limit}.
     *
     * @throws IllegalStateException if the server has failed: a thread that it cannot be without has ended with an error,
     * such as {@link OutOfMemoryError}
     */
    public Optional<DrainResult> awaitStopped(Duration limit) throws InterruptedException {
        try {
            return Optional.of(stopped.get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the server has failed: " + e.getCause(), e.getCause());
        }
    }

    private DrainResult drain(Duration deadline) {
        registry.beginDrain(); // ends the accept loop and the sweep
        closeListener();
        DrainResult result = new Drain(registry, sweeper).run(deadline);
        sessions.close();
        moveTo(ServerState.STOPPED);
        return result;
    }

    private void releaseAll() {
        registry.beginDrain();
        if (listener != null) {
            closeListener();
        }
        if (sessions != null) {
            sessions.close();
        }
    }

    private void closeListener() {
        CloseUtils.logged(listener, EchoServer.class);
        if (accepting != null) {
            accepting.channelClosed();
        }
    }

    private boolean moveTo(ServerState next) {
        ServerState now;
        do {
            now = state.get();
            if (!now.mayBecome(next)) {
                return false;
            }
        } while (!state.compareAndSet(now, next));
        return true;
    }
}
