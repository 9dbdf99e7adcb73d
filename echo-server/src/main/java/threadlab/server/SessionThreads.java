package threadlab.server;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** What a thread model decides: on which thread an accepted session is served. */
interface SessionThreads extends AutoCloseable {

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
