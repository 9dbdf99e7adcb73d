package threadlab.server.blocking;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;
import threadlab.server.core.Heap;
import threadlab.server.core.ReadinessWaiter;

/**
 * What a session reads from and writes to: its socket, or TLS over it. Of the session's thread, but for what says
 * otherwise.
 */
public abstract class Transport {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    /** Gives each connection its wire. */
    public interface Wires {
        Wires PLAIN = PlainTransport::new;

        Transport wireFor(SocketChannel channel, ReadinessWaiter waiting);
    }

    private final SocketChannel channel;
    private final ReadinessWaiter waiting;
    /** Of the socket's bytes, how many may still be read. */
    private int allowance = NO_LIMIT;

    Transport(SocketChannel channel, ReadinessWaiter waiting) {
        this.channel = channel;
        this.waiting = waiting;
    }

    /** Whether {@link #open} has anything to do. */
    abstract boolean opens();

    /**
     * Says and hears what comes before the first byte of the session.
     *
     * @throws SSLException if there is no common TLS, as {@link #read} does if the peer breaks it
     */
    abstract void open() throws IOException;

    /** Waits until a read may find something, if the socket does not block. */
    void awaitInput() throws IOException {
        waiting.await(SelectionKey.OP_READ);
    }

    /**
     * As {@link SocketChannel#read(ByteBuffer)}, of the bytes to be echoed. May find none where a call that blocks would
     * have waited, if there is something to be said to the peer first.
     */
    abstract int read(ByteBuffer into) throws IOException;

    /** Whether there is something to be said to the peer that is no echo: the next {@link #write} says it. */
    abstract boolean owesAnswer();

    /**
     * Takes all the bytes, and writes what the socket takes now.
     *
     * @return what is left for {@link #writeRest}; null if nothing is
     */
    abstract ByteBuffer write(ByteBuffer bytes) throws IOException;

    /** Waits until the socket has taken what it did not take at once. */
    final void writeRest(ByteBuffer rest) throws IOException {
        while (rest.hasRemaining()) {
            waiting.await(SelectionKey.OP_WRITE);
            channel.write(rest);
        }
    }

    /** From here on reads find what has been received by now, and then the end. */
    final void takeNoMore() throws IOException {
        allowance = received();
    }

    /** Whether something has been received that was not read. From any thread. */
    boolean hasReceived() throws IOException {
        return received() > 0;
    }

    /**
     * Says that this is the end, once, where the end of the socket alone does not say so; after an {@link SSLException} says
     * what the peer has broken. While nobody writes; from any thread. May block while the socket takes nothing.
     */
    abstract void sayEnd() throws IOException;

    /** Ends the output, unless it has ended: the peer sees the end of the stream. As {@link #sayEnd}. */
    final void endOutput() throws IOException {
        sayEnd();
        channel.shutdownOutput();
    }

    /** As {@link #endOutput}, but does not block. */
    abstract void endOutputSoon() throws IOException;

    /** Bytes of the socket that may be taken: 0 if none are there, -1 at the stream's end or if no more may be. */
    final int receive(ByteBuffer into) throws IOException {
        return allowance == NO_LIMIT ? channel.read(into) : receiveAllowed(into);
    }

    private int receiveAllowed(ByteBuffer into) throws IOException {
        if (!mayReceive()) {
            return -1;
        }
        int limit = into.limit();
        try {
            int count = channel.read(into.limit(into.position() + Math.min(into.remaining(), allowance)));
            allowance -= Math.max(0, count);
            return count;
        } finally {
            into.limit(limit);
        }
    }

    final boolean mayReceive() {
        return allowance > 0;
    }

    /** What the socket takes now; a copy of what it does not take, or null if it takes all. */
    final ByteBuffer send(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        return bytes.hasRemaining() ? Heap.allocate(bytes.remaining()).put(bytes).flip() : null;
    }

    private int received() throws IOException {
        return channel.socket().getInputStream().available();
    }
}
