package threadlab.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import threadlab.server.blocking.ThreadPerSession;
import threadlab.server.blocking.Transport;
import threadlab.server.blocking.VirtualThreadPoller;
import threadlab.server.core.BlockingIo;
import threadlab.server.core.ChannelIo;
import threadlab.server.core.Checks;
import threadlab.server.core.ConnectionLimits;
import threadlab.server.core.SessionDispatcher;
import threadlab.server.core.SessionReaper;
import threadlab.server.core.SessionRegistry;
import threadlab.server.eventloop.EventLoopGroup;
import threadlab.server.eventloop.Requests;
import threadlab.server.events.ServerListener;
import threadlab.server.work.Work;

/**
 * What a server is started with. Always valid: the constructors refuse anything else with an
 * {@link IllegalArgumentException} that names the field, the value and what is allowed. Begin with {@link #defaults}
 * and change what differs.
 *
 * @param loops threads with a selector, 1 to 256; ignored by models with a thread per session
 * @param poolThreads threads of the pool model, 1 to 10,000; ignored by the other models
 * @param tls null for none; only with a thread per session
 * @param work what is done for each message before it is echoed; null for nothing
 */
public record ServerConfig(ThreadModel threadModel, int loops, int poolThreads, Endpoint endpoint,
        ConnectionLimits limits, Timeouts timeouts, @Nullable ServerTls tls, @Nullable Work work) {
    private static final int MAX_LOOPS = 256;
    private static final int MAX_POOL_THREADS = 10_000;

    public ServerConfig {
        Objects.requireNonNull(threadModel, "threadModel");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(timeouts, "timeouts");
        Checks.checkRange("loops", loops, 1, MAX_LOOPS);
        Checks.checkRange("pool", poolThreads, 1, MAX_POOL_THREADS);
        Checks.check(tls == null || threadModel.isThreadPerSession(), "thread-model with tls", threadModel,
                "platform, virtual, virtual-tuned");
        if (work != null && threadModel == ThreadModel.EVENT_LOOP) {
            Checks.check(!work.needsThread(), "work with event-loop", work.recipe(), "no pool that spins");
        }
    }

    /** A virtual thread per session on 127.0.0.1:4004, without limits. */
    public static ServerConfig defaults() {
        return new ServerConfig(ThreadModel.VIRTUAL_TUNED, 1, ModelName.USUAL_POOL,
                new Endpoint(Endpoint.DEFAULT_HOST, Endpoint.DEFAULT_PORT, Endpoint.DEFAULT_BACKLOG),
                ConnectionLimits.NONE, Timeouts.NONE, null, null);
    }

    public ServerConfig withThreadModel(ThreadModel model) {
        return new ServerConfig(model, loops, poolThreads, endpoint, limits, timeouts, tls, work);
    }

    public ServerConfig withPoolThreads(int count) {
        return new ServerConfig(threadModel, loops, count, endpoint, limits, timeouts, tls, work);
    }

    public ServerConfig withLoops(int count) {
        return new ServerConfig(threadModel, count, poolThreads, endpoint, limits, timeouts, tls, work);
    }

    public ServerConfig withEndpoint(Endpoint where) {
        return new ServerConfig(threadModel, loops, poolThreads, where, limits, timeouts, tls, work);
    }

    public ServerConfig withHost(String host) {
        return withEndpoint(new Endpoint(host, endpoint.port(), endpoint.backlog()));
    }

    public ServerConfig withPort(int port) {
        return withEndpoint(new Endpoint(endpoint.host(), port, endpoint.backlog()));
    }

    public ServerConfig withLimits(ConnectionLimits what) {
        return new ServerConfig(threadModel, loops, poolThreads, endpoint, what, timeouts, tls, work);
    }

    public ServerConfig withMaxSessions(int most) {
        return withLimits(new ConnectionLimits(most, limits.allowed(), limits.maxSessionsPerAddress(),
                limits.maxBytesPerSecond()));
    }

    public ServerConfig withIdleTimeout(Duration idle) {
        return new ServerConfig(threadModel, loops, poolThreads, endpoint, limits,
                new Timeouts(idle, timeouts.lifetime()), tls, work);
    }

    public ServerConfig withMaxLifetime(Duration lifetime) {
        return new ServerConfig(threadModel, loops, poolThreads, endpoint, limits,
                new Timeouts(timeouts.idle(), lifetime), tls, work);
    }

    public ServerConfig withTls(@Nullable ServerTls how) {
        return new ServerConfig(threadModel, loops, poolThreads, endpoint, limits, timeouts, how, work);
    }

    public ServerConfig withWork(@Nullable Work what) {
        return new ServerConfig(threadModel, loops, poolThreads, endpoint, limits, timeouts, tls, what);
    }

    /** Returns the thread model with the size of its pool, if it has one. */
    public ModelName modelName() {
        return new ModelName(threadModel, poolThreads);
    }

    /** @param essential wraps the work of a thread that the server cannot do without */
    SessionDispatcher dispatcher(UnaryOperator<Runnable> essential, SessionRegistry registry, ServerListener listener)
            throws IOException {
        int rate = limits.maxBytesPerSecond();
        if (!threadModel.isThreadPerSession()) {
            ThreadFactory plain = threadModel.threads();
            return new EventLoopGroup(loops, loop -> plain.newThread(essential.apply(loop)), requests(), rate, registry,
                    listener);
        }
        Transport.Factory transports = tls == null ? Transport::new : tls.transports();
        return new ThreadPerSession(threadModel.threads(), io(essential), transports, rate, registry, listener, work);
    }

    private Requests requests() throws IOException {
        try {
            return new Requests(threadModel.requests(poolThreads), work);
        } catch (OutOfMemoryError e) { // how the JDK says that the system has no more threads
            throw new IOException("no " + poolThreads + " threads for the pool: " + e.getMessage(), e);
        }
    }

    private ChannelIo.Strategy io(UnaryOperator<Runnable> essential) throws IOException {
        return switch (threadModel) {
            case VIRTUAL_TUNED -> VirtualThreadPoller.started(essential);
            case VIRTUAL -> tls == null ? BlockingIo.STRATEGY : channel -> new BlockingIo.SharingCarrier();
            default -> BlockingIo.STRATEGY;
        };
    }

    SessionReaper reaper() {
        return new SessionReaper(timeouts.idle(), timeouts.lifetime(),
                tls == null ? Duration.ZERO : tls.handshakeTimeout());
    }

    boolean hasTimeLimits() {
        return !timeouts.equals(Timeouts.NONE) || tls != null;
    }
}
