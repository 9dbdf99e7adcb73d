package threadlab.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/**
 * What a session reads from and writes to: its socket, or TLS over it. Of the session's thread, but for what says
 * otherwise.
 */
interface Wire {

    /** Gives each connection its wire. */
    interface Wires {
        Wires PLAIN = PlainWire::new;

        Wire wireFor(SocketChannel channel, Waiting waiting);
    }

    /** Whether {@link #open} has anything to do. */
    boolean opens();

    /**
     * Says and hears what comes before the first byte of the session.
     *
     * @param failure hears at once why that cannot be done
     * @return false if it cannot be done; the peer has been told, and has had the time to hear it
     */
    boolean open(Consumer<IOException> failure) throws IOException;

    /** Waits until a read may find something, if the socket does not block. */
    void awaitInput() throws IOException;

    /** As {@link SocketChannel#read(ByteBuffer)}, of the bytes to be echoed. */
    int read(ByteBuffer into) throws IOException;

    /**
     * Takes all the bytes, and writes what the socket takes now.
     *
     * @return what is left for {@link #writeRest}; null if nothing is
     */
    ByteBuffer write(ByteBuffer bytes) throws IOException;

    /** Waits until the socket has taken what it did not take at once. */
    void writeRest(ByteBuffer rest) throws IOException;

    /** The same for those who have the socket. */
    static void writeRest(ByteBuffer rest, SocketChannel channel, Waiting waiting) throws IOException {
        while (rest.hasRemaining()) {
            waiting.await(SelectionKey.OP_WRITE);
            channel.write(rest);
        }
    }

    /** From here on reads find what has been received by now, and then the end. */
    void takeNoMore() throws IOException;

    /** Whether something has been received that was not read. From any thread. */
    boolean hasReceived() throws IOException;

    /** The peer has ended its stream, and this one ends with the socket: says so where the socket alone does not. */
    void sayGoodbye();

    /** Ends the output, while nobody writes: the peer sees the end of the stream. From any thread; does not block. */
    void endOutput() throws IOException;
}
