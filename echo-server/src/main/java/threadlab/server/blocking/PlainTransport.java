package threadlab.server.blocking;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import threadlab.server.core.ReadinessWaiter;

/** The bytes as they are. */
public final class PlainTransport extends Transport {

    public PlainTransport(SocketChannel channel, ReadinessWaiter waiting) {
        super(channel, waiting);
    }

    @Override
    boolean opens() {
        return false;
    }

    @Override
    void open() {
        // A connection is all there is to it.
    }

    @Override
    int read(ByteBuffer into) throws IOException {
        return receive(into);
    }

    @Override
    boolean owesAnswer() {
        return false;
    }

    @Override
    ByteBuffer write(ByteBuffer bytes) throws IOException {
        return send(bytes);
    }

    @Override
    void sayEnd() {
        // The end of the socket is the end of the stream.
    }

    @Override
    void endOutputSoon() throws IOException {
        endOutput();
    }
}
