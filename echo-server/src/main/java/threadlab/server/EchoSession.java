package threadlab.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One session, served by blocking code on a thread of its own: read, write back, until the peer ends its stream
 * (RFC 862).
 *
 * <p>The drain must end a session whose thread is blocked in {@code read}, without losing what it has received and
 * without a reset, which closing a socket with unread input would send. So it never closes, interrupts or shuts the
 * input of a session that may still have something in hand. It half-closes the <em>output</em> on the session's behalf,
 * and only while the session waits with nothing received; {@link Phase} settles who comes first. The session then reads
 * and drops what its peer still had on the way, until the peer has seen the end of stream and closes too.
 */
final class EchoSession implements Session, Runnable {
    /** READING and ECHOING alternate; each of them may become HALF_CLOSED, which is final. */
    private enum Phase {
        /** In {@code read}, or about to be. Nothing is in hand. */
        READING,
        /** The session's thread has bytes in hand and will echo them before it reads again. */
        ECHOING,
        /** The peer has been sent the end of stream: whatever comes now is not taken. */
        HALF_CLOSED
    }

    /**
     * Echoes before a stack frame is left and entered anew. A JVM compiles a method for those who call it from then on;
     * a frame that never returns stays as slow as the method was when it was entered, interpreted or profiled, in every
     * session that was there before the JVM was warm.
     */
    private static final int ECHOES_A_FRAME = 64;

    /** A session counts as waiting when, for this long, each look has found nothing received and nothing done. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** How long a half-closed session waits for a silent peer to close. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final AtomicLongFieldUpdater<EchoSession> ECHOES = AtomicLongFieldUpdater
            .newUpdater(EchoSession.class, "echoes");
    private static final AtomicLongFieldUpdater<EchoSession> BYTES = AtomicLongFieldUpdater
            .newUpdater(EchoSession.class, "bytes");

    private final SocketChannel channel;
    private final Waiting waiting;
    private final Buffers buffers;
    private final SessionRegistry registry;
    private final ServerEvents events;
    /** Moved by the session's thread, and from READING to HALF_CLOSED by the drain. */
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.READING);
    /** Set by the drain, seen by the session's thread before each read; null until then. */
    private volatile CloseReason draining;
    /** Set by {@link #abort} before it closes the channel; null until then. */
    private volatile CloseReason aborted;
    /** Counters, written by the session's thread only. */
    private volatile long echoes;
    private volatile long bytes;
    private volatile long drops;
    /** The nano clock just before the session's thread was started, which also makes this visible to it. */
    private long startedAt;
    /** The drain's own. */
    private final Progress progress = new Progress();
    /** The session thread's own, from here on. */
    private SocketAddress peer;

    EchoSession(SocketChannel channel, Waiting waiting, Buffers buffers, SessionRegistry registry,
            ServerEvents events) {
        this.channel = channel;
        this.waiting = waiting;
        this.buffers = buffers;
        this.registry = registry;
        this.events = events;
    }

    void start(ThreadFactory threads) {
        Thread thread = threads.newThread(this);
        startedAt = System.nanoTime();
        thread.start();
    }

    @Override
    public void run() {
        long startDelay = System.nanoTime() - startedAt;
        registry.started(startDelay);
        CloseReason reason = CloseReason.RESET;
        try (channel) {
            peer = channel.getRemoteAddress();
            events.opened(peer, Duration.ofNanos(startDelay));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            reason = echoUntilTheEnd();
        } catch (IOException e) {
            reason = reasonFor(phase.get());
        } finally {
            waiting.channelClosed();
            if (peer != null) { // else it ended before its thread ran
                events.closed(peer, reason, echoes, bytes);
            }
            registry.unregister(this, reason);
        }
    }

    private CloseReason echoUntilTheEnd() throws IOException {
        CloseReason reason = null;
        while (reason == null) {
            reason = echoSome();
        }
        return reason;
    }

    /** Null unless the session has ended. */
    private CloseReason echoSome() throws IOException {
        for (int i = 0; i < ECHOES_A_FRAME && draining == null; i++) {
            int count = echo(Buffers.LARGEST);
            if (count < 0) {
                return phase.get() == Phase.HALF_CLOSED ? dropUntilThePeerCloses() : CloseReason.END_OF_STREAM;
            }
            if (count > 0) { // else nothing was claimed, and the drain may have half-closed meanwhile
                phase.setRelease(Phase.READING);
            }
            waiting.await(SelectionKey.OP_READ);
        }
        if (draining == null) {
            return null;
        }
        return phase.compareAndSet(Phase.READING, Phase.ECHOING) ? finish() : dropUntilThePeerCloses();
    }

    /**
     * Reads once and writes all of it.
     *
     * @return the bytes read, 0 if there are none now, -1 if none will come that are to be echoed
     */
    private int echo(int most) throws IOException {
        ByteBuffer rest = null;
        int count;
        ByteBuffer buffer = buffers.borrow();
        try {
            count = channel.read(buffer.limit(Math.min(most, buffer.limit())));
            if (count == 0) {
                return 0;
            }
            if (!claim() || count < 0) {
                return -1;
            }
            events.received(peer, buffer.flip());
            channel.write(buffer);
            if (buffer.hasRemaining()) {
                rest = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
            }
        } finally {
            buffers.giveBack(buffer);
        }
        if (rest != null) {
            writeRest(rest);
        }
        ECHOES.lazySet(this, echoes + 1);
        BYTES.lazySet(this, bytes + count);
        return count;
    }

    private void writeRest(ByteBuffer rest) throws IOException {
        while (rest.hasRemaining()) {
            waiting.await(SelectionKey.OP_WRITE);
            channel.write(rest);
        }
    }

    /** False if the drain has come first. */
    private boolean claim() {
        return phase.compareAndSet(Phase.READING, Phase.ECHOING) || phase.get() == Phase.ECHOING;
    }

    /** The drain was noticed between two reads: echoes what has been received by now, and no more. */
    private CloseReason finish() throws IOException {
        for (int left = received(); left > 0;) {
            int count = echo(left);
            if (count < 0) {
                break;
            }
            left -= count;
        }
        channel.shutdownOutput();
        phase.set(Phase.HALF_CLOSED);
        return dropUntilThePeerCloses();
    }

    private CloseReason dropUntilThePeerCloses() throws IOException {
        while (drop() >= 0) {
            drops++;
            waiting.await(SelectionKey.OP_READ);
        }
        return draining;
    }

    private int drop() throws IOException {
        ByteBuffer buffer = buffers.borrow();
        try {
            return channel.read(buffer);
        } finally {
            buffers.giveBack(buffer);
        }
    }

    @Override
    public void drain(CloseReason why) {
        draining = why;
        waiting.hurry();
        try {
            long quiet = progress.quietNanos(echoes + drops);
            if (phase.get() == Phase.HALF_CLOSED) {
                if (quiet >= LINGER_NANOS) {
                    close();
                }
            } else if (received() > 0) { // and read in a moment, when nothing is received any more, nor claimed yet
                progress.forget();
            } else if (quiet >= QUIET_NANOS && phase.compareAndSet(Phase.READING, Phase.HALF_CLOSED)) {
                channel.shutdownOutput();
            }
        } catch (IOException goneAlready) {
            // The session's own thread meets the same end and reports it.
        }
    }

    /** Bytes that the operating system has received and the session has not read. */
    private int received() throws IOException {
        return channel.socket().getInputStream().available();
    }

    @Override
    public void abort(CloseReason why) {
        aborted = why;
        close();
    }

    private void close() {
        Closing.logged(channel, EchoSession.class);
        waiting.channelClosed();
    }

    private CloseReason reasonFor(Phase phase) {
        if (aborted != null) {
            return aborted;
        }
        return phase == Phase.HALF_CLOSED ? draining : CloseReason.RESET;
    }

    @Override
    public long echoes() {
        return echoes;
    }

    @Override
    public long bytes() {
        return bytes;
    }
}
