package threadlab.server.core;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/** What a thread model decides: on which thread an accepted session is served. */
public interface SessionDispatcher extends AutoCloseable {

    /** How the acceptor waits for connections: as the sessions do. */
    ChannelIo.Strategy io();

    /**
     * Registers a session for the channel and has it served, without waiting for it. From here on the session owns the
     * registry's permit that was acquired for it, also when this fails.
     *
     * @throws IOException if there is no thread for it; the channel is then closed
     */
    void serve(SocketChannel channel, InetSocketAddress peer) throws IOException;

    /** Called once no session is left. */
    @Override
    void close();
}
