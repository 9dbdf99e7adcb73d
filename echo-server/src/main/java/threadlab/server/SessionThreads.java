package threadlab.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;

/** What a thread model decides: on which thread an accepted session is served. */
interface SessionThreads extends AutoCloseable {

    /** @param essential makes threads without which no session is served */
    static SessionThreads of(ServerConfig config, ThreadFactory essential, SessionRegistry registry,
            ServerEvents events)
            throws IOException {
        ThreadFactory threads = config.threadModel().threads();
        int rate = config.peers().maxBytesPerSecond();
        return switch (config.threadModel()) {
            case VIRTUAL ->
                new ThreadPerSession(threads, ReadinessLoop.started(essential), config.wires(), rate, registry, events);
            case VIRTUAL_PLAIN, PLATFORM ->
                new ThreadPerSession(threads, blocking(config), config.wires(), rate, registry, events);
            case EVENT_LOOP -> new SelectorLoops(config.loops(), essential, rate, registry, events);
        };
    }

    private static WaitPolicy blocking(ServerConfig config) {
        return config.threadModel() == ThreadModel.VIRTUAL_PLAIN && config.tls() != null
                ? WaitPolicy.inTheCall(BlockingTurns::new)
                : WaitPolicy.IN_THE_CALL;
    }

    /** How the acceptor waits for those who come. */
    default Waiting waitingFor(ServerSocketChannel listener) throws IOException {
        return Waiting.IN_THE_CALL;
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
