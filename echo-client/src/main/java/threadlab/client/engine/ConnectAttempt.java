package threadlab.client.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import threadlab.client.transport.ConnectionErrors;
import threadlab.client.transport.Transport;
import threadlab.client.verify.Failure;
import threadlab.support.CloseUtils;
import threadlab.support.Durations;
import threadlab.support.SelfConnection;

/**
 * One attempt to connect, TLS handshake included, without blocking. Ends once, with a connection or a failure. Not
 * thread-safe.
 */
final class ConnectAttempt implements EventLoop.Handler {
    /** Limits the whole attempt. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** The deadline of an attempt that may take as long as the run. */
    static final long NEVER = Long.MAX_VALUE;

    /** Learns how an attempt ended. */
    interface Callback {
        /**
         * The channel is connected, does not block, and is registered without interest in anything; its {@link
         * Transport} is attached to the key.
         */
        void connected(SelectionKey key);

        void failed(Failure failure, String detail);
    }

    private final SelectionKey key;
    private final SocketChannel channel;
    private final Transport transport;
    private final long deadline;
    private final Callback callback;
    private boolean ended;

    private ConnectAttempt(Transport transport, SelectionKey key, long deadline, Callback callback) {
        this.channel = (SocketChannel) key.channel();
        this.transport = transport;
        this.key = key;
        this.deadline = deadline;
        this.callback = callback;
    }

    /**
     * Begins an attempt; returns null if it has already ended.
     *
     * @param deadline on the monotonic clock, or {@link #NEVER}; the caller must {@link #expire} the attempt
     */
    static @Nullable ConnectAttempt begin(EventLoop loop, Run run, int session, long deadline, Callback callback) {
        SocketChannel channel = null;
        try {
            channel = open(run.source(session), run.server());
            channel.configureBlocking(false);
            var attempt = new ConnectAttempt(run.plan().target().transport(channel),
                    channel.register(loop.selector(), 0), deadline, callback);
            attempt.connect(run.server());
            return attempt.ended ? null : attempt;
        } catch (IOException | OutOfMemoryError e) { // the latter if native memory is exhausted
            if (channel != null) {
                CloseUtils.closeAndLog(channel, ConnectAttempt.class);
            }
            callback.failed(kind(e), detail(e));
            return null;
        }
    }

    /** Returns a channel that is not connected yet. */
    static SocketChannel open(@Nullable InetSocketAddress source, InetSocketAddress server) throws IOException {
        ProtocolFamily family = server.getAddress().getAddress().length == 4
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6;
        SocketChannel channel = SocketChannel.open(family);
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return source == null ? channel : channel.bind(source); // without a bind, ports are reused sooner
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void connect(InetSocketAddress server) throws IOException {
        key.attach(this);
        if (channel.connect(server)) {
            handshake();
        } else {
            key.interestOps(SelectionKey.OP_CONNECT);
        }
    }

    private void handshake() throws IOException {
        SelfConnection.check(channel.socket());
        int awaited = transport.handshake();
        key.interestOps(awaited);
        if (awaited == 0) {
            ended = true;
            key.attach(transport);
            callback.connected(key);
        }
    }

    @Override
    public void ready() {
        try {
            if (!ended && channel.finishConnect()) {
                handshake();
            }
        } catch (IOException e) {
            fail(kind(e), detail(e));
        }
    }

    private static String detail(Throwable e) {
        return e instanceof SSLException tls ? ConnectionErrors.describe(tls) : String.valueOf(e.getMessage());
    }

    private static Failure kind(Throwable e) {
        return e instanceof SSLException ? Failure.HANDSHAKE_FAILED : Failure.NOT_CONNECTED;
    }

    boolean expires() {
        return deadline != NEVER;
    }

    long deadline() {
        return deadline;
    }

    boolean isOverdue(long now) {
        return expires() && deadline - now <= 0;
    }

    void expire() {
        fail(Failure.TIMED_OUT, "not connected within " + Durations.format(TIMEOUT));
    }

    void abandon() {
        fail(Failure.TIMED_OUT, "not connected when the run ended");
    }

    private void fail(Failure failure, String detail) {
        if (!ended) {
            ended = true;
            CloseUtils.closeAndLog(channel, ConnectAttempt.class);
            callback.failed(failure, detail);
        }
    }
}
