package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * A listener for {@link SimulatedConnection}s, in blocking mode. Resets those in its backlog when it closes, as Linux
 * does.
 */
public final class SimulatedListener extends ServerSocketChannel {
    private final SeededThreads threads;
    private final int most;
    private final Queue<SimulatedConnection> backlog = new ArrayDeque<>();
    private final List<SocketChannel> accepted = new ArrayList<>();

    /** @param most connections that may be accepted and open at the same time */
    public SimulatedListener(SeededThreads threads, int most) {
        super(SelectorProvider.provider());
        this.threads = threads;
        this.most = most;
    }

    /** By a peer. */
    public void connect(SimulatedConnection connection) {
        if (isOpen()) {
            backlog.add(connection);
        } else {
            connection.reset();
        }
        threads.changed();
    }

    @Override
    public SocketChannel accept() throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        threads.pause();
        threads.await(() -> !isOpen() || !backlog.isEmpty());
        if (!isOpen()) {
            throw new AsynchronousCloseException();
        }
        accepted.add(new SimulatedChannel(threads, backlog.remove()));
        assertThat(accepted.stream().filter(SocketChannel::isOpen).count()).isLessThanOrEqualTo(most);
        threads.pause();
        return accepted.getLast();
    }

    public List<SocketChannel> accepted() {
        return accepted;
    }

    @Override
    protected void implCloseSelectableChannel() {
        backlog.forEach(SimulatedConnection::reset);
        threads.changed();
    }

    // Nobody calls what follows.

    @Override
    public ServerSocketChannel bind(SocketAddress local, int backlog) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket socket() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    protected void implConfigureBlocking(boolean block) {
        throw new UnsupportedOperationException();
    }
}
