package threadlab.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The server's end of a {@link SimulatedConnection}, in blocking mode. Any other thread may run before and after each
 * call.
 */
public final class SimulatedChannel extends SocketChannel {
    private final SeededThreads threads;
    private final SimulatedConnection connection;
    private boolean outputShut;

    public SimulatedChannel(SeededThreads threads, SimulatedConnection connection) {
        super(SelectorProvider.provider());
        this.threads = threads;
        this.connection = connection;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        SimulatedConnection.Stream up = connection.up();
        await(() -> !up.isEmpty() || up.isEnded());
        if (up.isEmpty()) {
            return -1;
        }
        int count = 1 + threads.random().nextInt(Math.min(to.remaining(), up.size()));
        for (int i = 0; i < count; i++) {
            to.put(up.take());
        }
        threads.changed();
        threads.pause();
        return count;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        if (outputShut) {
            throw new ClosedChannelException();
        }
        await(connection.down()::hasRoom);
        int before = from.remaining();
        while (from.hasRemaining() && connection.down().hasRoom()) {
            connection.down().put(from.get());
        }
        threads.changed();
        threads.pause();
        return before - from.remaining();
    }

    private void await(BooleanSupplier ready) throws IOException {
        checkOpen();
        threads.pause();
        threads.await(() -> !isOpen() || connection.isReset() || ready.getAsBoolean());
        if (threads.random().nextInt(32) == 0) {
            threads.sleep(); // it can go on, and gets no processor
        }
        if (!isOpen()) {
            throw new AsynchronousCloseException();
        }
        if (connection.isReset()) {
            throw new IOException("connection reset");
        }
    }

    private void checkOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public SocketChannel shutdownOutput() throws IOException {
        threads.pause();
        checkOpen();
        outputShut = true;
        connection.down().end();
        threads.changed();
        threads.pause();
        return this;
    }

    @Override
    protected void implCloseSelectableChannel() {
        connection.close(connection.up(), connection.down());
        threads.changed();
    }

    /** For what has been received and not read. */
    @Override
    public Socket socket() {
        return new Socket() {
            @Override
            public InputStream getInputStream() {
                return new InputStream() {
                    @Override
                    public int available() throws IOException {
                        threads.pause();
                        checkOpen();
                        int received = connection.up().size();
                        threads.pause();
                        return received;
                    }

                    @Override
                    public int read() {
                        throw new UnsupportedOperationException();
                    }
                };
            }
        };
    }

    @Override
    public SocketAddress getRemoteAddress() throws IOException {
        threads.pause();
        checkOpen();
        return address(connection);
    }

    public static InetSocketAddress address(SimulatedConnection connection) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1 + connection.number());
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, T value) throws IOException {
        checkOpen();
        return this;
    }

    // Nobody calls what follows.

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketChannel bind(SocketAddress local) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketChannel shutdownInput() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isConnected() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isConnectionPending() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean connect(SocketAddress remote) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean finishConnect() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketAddress getLocalAddress() {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void implConfigureBlocking(boolean block) {
        throw new UnsupportedOperationException();
    }
}
