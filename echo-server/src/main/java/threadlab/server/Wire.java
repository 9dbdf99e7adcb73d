package threadlab.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

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

    /** Says and hears what comes before the first byte of the session. */
    void open() throws IOException;

    /** Waits until a read may find something, if the socket does not block. */
    void awaitInput() throws IOException;

    /** As {@link SocketChannel#read(ByteBuffer)}, of the bytes to be echoed. */
    int read(ByteBuffer into) throws IOException;

    /**
     * Takes all the bytes, and writes what the socket takes now.
     *
     * @return what is left for the socket, as it is to be written to it; null if nothing is
     */
    ByteBuffer write(ByteBuffer bytes) throws IOException;

    /** From here on reads find what has been received by now, and then the end. */
    void takeNoMore() throws IOException;

    /** Whether something has been received that was not read. From any thread. */
    boolean hasReceived() throws IOException;

    /** The peer has ended its stream, and this one ends with the socket: says so where the socket alone does not. */
    void sayGoodbye() throws IOException;

    /** Ends the output, while nobody writes: the peer sees the end of the stream. From any thread; does not block. */
    void endOutput() throws IOException;
}
