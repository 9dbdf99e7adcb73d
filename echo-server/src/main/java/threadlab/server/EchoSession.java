package threadlab.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * One session, served by blocking code on a thread of its own: read, write back, until the peer ends its stream
 * (RFC 862). What lies between the socket and the bytes is its {@link Wire}.
 *
 * <p>The drain must end a session whose thread is blocked in {@code read}, without losing what it has received and
 * without a reset, which closing a socket with unread input would send. So it never closes, interrupts or shuts the
 * input of a session that may still have something in hand. It half-closes the <em>output</em> on the session's behalf,
 * and only while the session waits with nothing received; {@link SessionPhase} settles who comes first. The session then
 * reads and drops what its peer still had on the way, until the peer has seen the end of stream and closes too.
 */
final class EchoSession implements Session, Runnable {
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
    private final Wire wire;
    private final Waiting waiting;
    private final Buffers buffers;
    private final SessionRegistry registry;
    private final ServerEvents events;
    /** Moved by the session's thread, and by the drain. */
    private final SessionPhase phase;
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

    EchoSession(SocketChannel channel, Wire wire, Waiting waiting, Buffers buffers, SessionRegistry registry,
            ServerEvents events) {
        this.channel = channel;
        this.wire = wire;
        this.phase = new SessionPhase(wire.opens());
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
            reason = open() ? echoUntilTheEnd() : CloseReason.HANDSHAKE_FAILED;
        } catch (IOException e) {
            reason = reasonForTheEnd();
        } finally {
            waiting.channelClosed();
            if (peer != null) { // else it ended before its thread ran
                events.closed(peer, reason, echoes, bytes);
            }
            registry.unregister(this, reason);
        }
    }

    /** False if there is no common TLS. */
    private boolean open() throws IOException {
        boolean understood = wire.open(why -> events.handshakeFailed(peer, why));
        if (understood && !phase.opened()) {
            throw new ClosedChannelException(); // by the drain
        }
        return understood;
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
            int count = echo();
            if (count < 0) {
                return end();
            }
            if (count > 0) { // else nothing was claimed, and the drain may have half-closed meanwhile
                phase.release();
            }
            wire.awaitInput();
        }
        if (draining == null) {
            return null;
        }
        return phase.claim() ? finish() : dropUntilThePeerCloses();
    }

    private CloseReason end() throws IOException {
        if (phase.isHalfClosed()) {
            return dropUntilThePeerCloses();
        }
        wire.sayGoodbye();
        return CloseReason.END_OF_STREAM;
    }

    /**
     * Reads once and writes all of it.
     *
     * @return the bytes read, 0 if there are none now, -1 if none will come that are to be echoed
     */
    private int echo() throws IOException {
        ByteBuffer rest = null;
        int count;
        ByteBuffer buffer = buffers.borrow();
        try {
            count = wire.read(buffer);
            if (count == 0) {
                return 0;
            }
            if (!phase.claim() || count < 0) {
                return -1;
            }
            events.received(peer, buffer.flip());
            rest = wire.write(buffer);
        } finally {
            buffers.giveBack(buffer);
        }
        if (rest != null) {
            wire.writeRest(rest);
        }
        ECHOES.lazySet(this, echoes + 1);
        BYTES.lazySet(this, bytes + count);
        return count;
    }

    /** The drain was noticed between two reads: echoes what has been received by now, and no more. */
    private CloseReason finish() throws IOException {
        wire.takeNoMore();
        while (echo() > 0) {
            // Until nothing is left of it.
        }
        wire.endOutput();
        phase.halfClose();
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
            if (phase.isHalfClosed()) {
                if (quiet >= LINGER_NANOS) {
                    close();
                }
            } else if (phase.cutOpening()) {
                close();
            } else if (wire.hasReceived()) { // and read in a moment, when nothing is received any more, nor claimed yet
                progress.forget();
            } else if (quiet >= QUIET_NANOS && phase.halfCloseReading()) {
                wire.endOutput();
            }
        } catch (IOException goneAlready) {
            // The session's own thread meets the same end and reports it.
        }
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

    private CloseReason reasonForTheEnd() {
        if (aborted != null) {
            return aborted;
        }
        return phase.isOpening()
                ? CloseReason.HANDSHAKE_FAILED
                : phase.isHalfClosed() ? draining : CloseReason.RESET;
    }

    @Override
    public long echoes() {
        return echoes;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public boolean isOpening() {
        return phase.isOpening();
    }
}
