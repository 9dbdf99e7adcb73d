package threadlab.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

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

    /** How often the drain looks again at sessions that have not finished. */
    private static final Duration DRAIN_PASS = Duration.ofMillis(5);
    /** Enough for threads to notice that their socket was closed under them. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    private final ServerConfig config;
    private final ServerEvents events;
    private final SessionRegistry registry;
    private final AtomicReference<ServerState> state = new AtomicReference<>(ServerState.NEW);
    /** The one result that every caller of {@link #stop} gets. */
    private final CompletableFuture<DrainResult> stopped = new CompletableFuture<>();
    /** Set once, before RUNNING. */
    private ServerSocketChannel listener;
    private InetSocketAddress address;
    private SessionThreads sessions;
    /** Null where nothing is swept. */
    private Thread sweeper;

    private EchoServer(ServerConfig config, ServerEvents events) {
        this.config = config;
        this.events = events;
        this.registry = new SessionRegistry(config.maxSessions());
    }

    /** {@link #start(ServerConfig, ServerEvents)} with nobody watching. */
    public static EchoServer start(ServerConfig config) throws IOException {
        return start(config, ServerEvents.NONE);
    }

    /**
     * Starts a server; when this returns, it accepts.
     *
     * @throws UnknownHostException if the configured host has no address
     * @throws java.net.BindException if the port is taken, not allowed, or the address is not this machine's
     */
    public static EchoServer start(ServerConfig config, ServerEvents events) throws IOException {
        var server = new EchoServer(config, events);
        server.start();
        return server;
    }

    private void start() throws IOException {
        try {
            listen();
            ThreadFactory threads = config.threadModel().threads();
            sessions = switch (config.threadModel()) {
                case VIRTUAL, PLATFORM -> new ThreadPerSession(threads, registry, events);
                case EVENT_LOOP -> new SelectorLoops(config.loops(), threads, registry, events);
            };
            new BlockingAcceptor(listener, registry, events, sessions).start(threads);
            startSweep();
            moveTo(ServerState.RUNNING);
        } catch (IOException | RuntimeException e) {
            moveTo(ServerState.STOPPED);
            if (listener != null) {
                listener.close();
            }
            throw e;
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

    /** On a platform thread: in a saturated server a virtual one could wait for long to run. */
    private void startSweep() {
        if (!config.idleTimeout().isZero() || !config.maxLifetime().isZero()) {
            sweeper = Thread.ofPlatform().daemon().name("sweep").start(this::sweepUntilTheDrain);
        }
    }

    private void sweepUntilTheDrain() {
        var sweep = new Sweep(config.idleTimeout(), config.maxLifetime());
        try {
            while (!registry.awaitDrain(sweep.period())) {
                sweep.look(registry.sessions(), System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

    /**
     * Stops: accepts no more, has every session echo what it has received and half-close, waits for the peers to close
     * too, and cuts off those left after {@code deadline}. Blocks until all are gone. Further calls, at the same time
     * or later, wait for the same result. A caller that is interrupted cuts the waiting short.
     */
    public DrainResult stop(Duration deadline) {
        if (moveTo(ServerState.DRAINING)) {
            try {
                stopped.complete(drain(deadline));
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

    /** Waits until somebody has stopped the server; empty if that took longer than {@code limit}. */
    public Optional<DrainResult> awaitStopped(Duration limit) throws InterruptedException {
        try {
            return Optional.of(stopped.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the stop failed", e.getCause());
        }
    }

    private DrainResult drain(Duration deadline) {
        long start = System.nanoTime();
        registry.beginDrain();
        closeListener();
        ServerStats before = registry.stats();
        try {
            if (sweeper != null) {
                sweeper.join(); // one caller at a time drains a session
            }
            if (!actUntilEmpty(deadline, session -> session.drain(CloseReason.DRAINED))) {
                actUntilEmpty(LAST_WAIT, session -> session.abort(CloseReason.FORCED));
            }
        } catch (InterruptedException e) {
            registry.sessions().forEach(session -> session.abort(CloseReason.FORCED));
            Thread.currentThread().interrupt();
        }
        sessions.close();
        moveTo(ServerState.STOPPED);
        var result = DrainResult.of(before, registry.stats(), Duration.ofNanos(System.nanoTime() - start));
        events.drained(result);
        return result;
    }

    /** Does this to every open session, again and again, until none is left; false if that took longer than the limit. */
    private boolean actUntilEmpty(Duration limit, Consumer<Session> action) throws InterruptedException {
        long start = System.nanoTime();
        boolean empty = registry.awaitEmpty(Duration.ZERO);
        while (!empty && System.nanoTime() - start < limit.toNanos()) {
            registry.sessions().forEach(action);
            empty = registry.awaitEmpty(DRAIN_PASS);
        }
        return empty;
    }

    private void closeListener() {
        try {
            listener.close();
        } catch (IOException e) {
            System.getLogger(EchoServer.class.getName()).log(System.Logger.Level.WARNING, "close failed", e);
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
