package threadlab.server;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;

/** What a thread model decides: on which thread an accepted session is served. */
interface SessionThreads extends AutoCloseable {

    /** @param loops the threads of {@link ThreadModel#EVENT_LOOP}; the other models have as many as they need */
    static SessionThreads of(ThreadModel model, int loops, SessionRegistry registry, ServerEvents events)
            throws IOException {
        ThreadFactory threads = model.threads();
        return switch (model) {
            case VIRTUAL -> new ThreadPerSession(threads, ReadinessLoop.started(threads), registry, events);
            case VIRTUAL_PLAIN, PLATFORM -> new ThreadPerSession(threads, WaitPolicy.IN_THE_CALL, registry, events);
            case EVENT_LOOP -> new SelectorLoops(loops, threads, registry, events);
        };
    }

    /** How the acceptor waits for those who come. */
    default Waiting waitingFor(ServerSocketChannel listener) throws IOException {
        return Waiting.IN_THE_CALL;
    }

    /**
     * Registers a session for the channel and has it served, without waiting for it. The place in the registry that was
     * taken for it is the session's from here on, also when this fails.
     *
     * @throws IOException if there is no thread for it; the channel is then closed
     */
    void serve(SocketChannel channel) throws IOException;

    /** Called once no session is left. */
    @Override
    void close();
}
