package threadlab.server.core;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** The server's listening socket. Not thread-safe, except {@link #close}. */
public final class ListeningSocket {
    /** Connections that are accepted in a row before the sessions have a turn. */
    private static final int BATCH = 512;

    private final ServerSocketChannel channel;
    private final InetSocketAddress address;
    private final ChannelIo io;
    private int inBatch;

    /** Takes over a bound channel. */
    public ListeningSocket(ServerSocketChannel channel, ChannelIo.Strategy strategy) throws IOException {
        this.channel = channel;
        this.address = (InetSocketAddress) channel.getLocalAddress();
        this.io = strategy.open(channel);
        io.begin(SelectionKey.OP_ACCEPT);
    }

    /** Opens and binds a socket. If this fails, the port is free again. */
    public static ListeningSocket bind(InetSocketAddress address, int backlog, ChannelIo.Strategy strategy)
            throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(address, backlog);
            return new ListeningSocket(channel, strategy);
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    /** The address that it is bound to, with the real port if port 0 was asked for. */
    public InetSocketAddress address() {
        return address;
    }

    /** Blocks until somebody connects. */
    SocketChannel accept() throws IOException {
        while (true) {
            SocketChannel accepted = inBatch++ < BATCH ? channel.accept() : null;
            if (accepted != null) {
                return accepted;
            }
            inBatch = 0;
            io.await(SelectionKey.OP_ACCEPT);
        }
    }

    /** Ends an {@link #accept} that is under way. */
    public void close() {
        CloseUtils.closeLogged(channel, ListeningSocket.class);
        io.channelClosed();
    }
}
