package threadlab.server.core;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;
import threadlab.server.ServerConfig;
import threadlab.server.ThreadModel;
import threadlab.server.blocking.BlockingTurns;
import threadlab.server.blocking.ThreadPerSession;
import threadlab.server.blocking.VirtualThreadPoller;
import threadlab.server.blocking.WaitStrategy;
import threadlab.server.eventloop.EventLoopGroup;
import threadlab.server.events.ServerListener;

/** What a thread model decides: on which thread an accepted session is served. */
public interface SessionDispatcher extends AutoCloseable {

    /** @param essential makes threads without which no session is served */
    static SessionDispatcher of(ServerConfig config, ThreadFactory essential, SessionRegistry registry,
            ServerListener events)
            throws IOException {
        ThreadFactory threads = config.threadModel().threads();
        int rate = config.peers().maxBytesPerSecond();
        return switch (config.threadModel()) {
            case VIRTUAL_TUNED ->
                new ThreadPerSession(threads, VirtualThreadPoller.started(essential), config.wires(), rate, registry,
                        events);
            case VIRTUAL, PLATFORM ->
                new ThreadPerSession(threads, blocking(config), config.wires(), rate, registry, events);
            case EVENT_LOOP -> new EventLoopGroup(config.loops(), essential, rate, registry, events);
        };
    }

    private static WaitStrategy blocking(ServerConfig config) {
        return config.threadModel() == ThreadModel.VIRTUAL && config.tls() != null
                ? WaitStrategy.inTheCall(BlockingTurns::new)
                : WaitStrategy.IN_THE_CALL;
    }

    /** How the acceptor waits for those who come. */
    default ReadinessWaiter waitingFor(ServerSocketChannel listener) throws IOException {
        return ReadinessWaiter.IN_THE_CALL;
    }

    /**
     * Registers a session for the channel and has it served, without waiting for it. The place in the registry that was
     * taken for it is the session's from here on, also when this fails.
     *
     * @param from the peer's address
     * @throws IOException if there is no thread for it; the channel is then closed
     */
    void serve(SocketChannel channel, InetAddress from) throws IOException;

    /** Called once no session is left. */
    @Override
    void close();
}
