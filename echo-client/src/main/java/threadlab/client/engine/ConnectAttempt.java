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
import threadlab.client.plan.Durations;
import threadlab.client.transport.TlsProblem;
import threadlab.client.transport.Transport;
import threadlab.client.verify.Failure;

/** One attempt to connect, TLS included, without waiting: ends with a connection or a failure, once. The loop's thread's own. */
public final class ConnectAttempt implements EventLoop.Handler {
    /** For all that it takes to connect. */
    static final Duration PATIENCE = Duration.ofSeconds(10);
    /** The deadline of one that waits for as long as the run lasts. */
    static final long NEVER = Long.MAX_VALUE;

    /** Hears how it ended. */
    interface Outcome {
        /**
         * The key's channel is connected, does not block, and is registered with nothing to wait for; its {@link Transport} is
         * attached.
         */
        void connected(SelectionKey key);

        void failed(Failure failure, String story);
    }

    private final SelectionKey key;
    private final SocketChannel channel;
    private final Transport transport;
    private final long deadline;
    private final Outcome outcome;
    private boolean ended;

    private ConnectAttempt(Transport transport, SelectionKey key, long deadline, Outcome outcome) {
        this.channel = (SocketChannel) key.channel();
        this.transport = transport;
        this.key = key;
        this.deadline = deadline;
        this.outcome = outcome;
    }

    /**
     * Begins an attempt; null if it has ended already.
     *
     * @param deadline on the monotonic clock, or {@link #NEVER}; whoever began it has it expire
     */
    static ConnectAttempt begin(EventLoop loop, Run run, int number, long deadline, Outcome outcome) {
        SocketChannel channel = null;
        try {
            channel = open(run.source(number), run.server());
            channel.configureBlocking(false);
            var attempt = new ConnectAttempt(run.plan().route().transport(channel),
                    channel.register(loop.selector(), 0),
                    deadline,
                    outcome);
            attempt.connect(run.server());
            return attempt.ended ? null : attempt;
        } catch (IOException | OutOfMemoryError e) { // the latter for want of native memory
            close(channel);
            outcome.failed(kind(e), story(e));
            return null;
        }
    }

    /** A channel that is not yet connected. */
    public static SocketChannel open(InetSocketAddress source, InetSocketAddress server) throws IOException {
        ProtocolFamily family = server.getAddress().getAddress().length == 4
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6;
        SocketChannel channel = SocketChannel.open(family);
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return source == null ? channel : channel.bind(source); // a port that the system chooses late is used again sooner
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void connect(InetSocketAddress server) throws IOException {
        key.attach(this);
        if (channel.connect(server)) {
            openTransport();
        } else {
            key.interestOps(SelectionKey.OP_CONNECT);
        }
    }

    private void openTransport() throws IOException {
        int awaited = transport.open();
        key.interestOps(awaited);
        if (awaited == 0) {
            ended = true;
            key.attach(transport);
            outcome.connected(key);
        }
    }

    @Override
    public void ready() {
        try {
            if (!ended && channel.finishConnect()) {
                openTransport();
            }
        } catch (IOException e) {
            fail(kind(e), story(e));
        }
    }

    private static String story(Throwable e) {
        return e instanceof SSLException tls ? TlsProblem.text(tls) : e.getMessage();
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
        fail(Failure.TIMED_OUT, "not connected within " + Durations.text(PATIENCE));
    }

    void abandon() {
        fail(Failure.TIMED_OUT, "not connected when the run ended");
    }

    private void fail(Failure failure, String story) {
        if (!ended) {
            ended = true;
            close(channel);
            outcome.failed(failure, story);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            System.getLogger(ConnectAttempt.class.getName()).log(System.Logger.Level.WARNING, "close failed", e);
        }
    }
}
