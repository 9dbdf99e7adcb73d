package threadlab.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** The bytes as they are. */
final class PlainWire implements Wire {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final SocketChannel channel;
    private final Waiting waiting;
    /** Bytes that may still be read. */
    private int allowance = NO_LIMIT;

    PlainWire(SocketChannel channel, Waiting waiting) {
        this.channel = channel;
        this.waiting = waiting;
    }

    @Override
    public boolean opens() {
        return false;
    }

    @Override
    public boolean open(Consumer<IOException> failure) {
        return true; // a connection is all there is to it
    }

    @Override
    public void awaitInput() throws IOException {
        waiting.await(SelectionKey.OP_READ);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return allowance == NO_LIMIT ? channel.read(into) : readAllowed(into);
    }

    private int readAllowed(ByteBuffer into) throws IOException {
        if (allowance == 0) {
            return -1;
        }
        int count = channel.read(into.limit(Math.min(into.limit(), allowance)));
        allowance -= Math.max(0, count);
        return count;
    }

    @Override
    public ByteBuffer write(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        return bytes.hasRemaining() ? ByteBuffer.allocate(bytes.remaining()).put(bytes).flip() : null;
    }

    @Override
    public void writeRest(ByteBuffer rest) throws IOException {
        Wire.writeRest(rest, channel, waiting);
    }

    @Override
    public void takeNoMore() throws IOException {
        allowance = received();
    }

    @Override
    public boolean hasReceived() throws IOException {
        return received() > 0;
    }

    private int received() throws IOException {
        return channel.socket().getInputStream().available();
    }

    @Override
    public void sayGoodbye() {
        // The end of the socket is the end of the stream.
    }

    @Override
    public void endOutput() throws IOException {
        channel.shutdownOutput();
    }
}
