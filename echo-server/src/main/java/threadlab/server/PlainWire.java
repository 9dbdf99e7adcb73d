package threadlab.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** The bytes as they are. */
final class PlainWire extends Wire {

    PlainWire(SocketChannel channel, Waiting waiting) {
        super(channel, waiting);
    }

    @Override
    boolean opens() {
        return false;
    }

    @Override
    boolean open(Consumer<IOException> failure) {
        return true; // a connection is all there is to it
    }

    @Override
    int read(ByteBuffer into) throws IOException {
        return receive(into);
    }

    @Override
    ByteBuffer write(ByteBuffer bytes) throws IOException {
        return send(bytes);
    }

    @Override
    void sayGoodbye() {
        // The end of the socket is the end of the stream.
    }

    @Override
    void endOutput() throws IOException {
        shutdownOutput();
    }
}
