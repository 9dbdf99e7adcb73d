package threadlab.server.blocking;

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
import javax.net.ssl.SSLException;
import threadlab.server.core.CloseUtils;
import threadlab.server.core.Heap;
import threadlab.server.core.QuietTimer;
import threadlab.server.core.ReadinessWaiter;
import threadlab.server.core.Session;
import threadlab.server.core.SessionRegistry;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;

/**
 * One session, served by blocking code on a thread of its own: read, write back, until the peer ends its stream
 * (RFC 862). What lies between the socket and the bytes is its {@link Transport}.
 *
 * <p>The drain must end a session whose thread is blocked in {@code read}, without losing what it has received and
 * without a reset, which closing a socket with unread input would send. So it never closes, interrupts or shuts the
 * input of a session that may still have something in hand. It half-closes the <em>output</em> on the session's behalf,
 * and only while the session waits with nothing received; {@link SessionPhase} settles who comes first. The session then
 * reads and drops what its peer still had on the way, until the peer has seen the end of stream and closes too.
 */
public final class BlockingSession implements Session, Runnable {
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

    private static final AtomicLongFieldUpdater<BlockingSession> ECHOES = AtomicLongFieldUpdater
            .newUpdater(BlockingSession.class, "echoes");
    private static final AtomicLongFieldUpdater<BlockingSession> BYTES = AtomicLongFieldUpdater
            .newUpdater(BlockingSession.class, "bytes");

    private final SocketChannel channel;
    private final Transport wire;
    private final ReadinessWaiter waiting;
    private final Buffers buffers;
    private final SessionRegistry registry;
    private final ServerListener events;
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
    private final QuietTimer progress = new QuietTimer();
    /** The session thread's own, from here on. */
    private SocketAddress peer;
    /** Null unless the peer has broken TLS. */
    private CloseReason failure;

    public BlockingSession(SocketChannel channel, Transport wire, ReadinessWaiter waiting, Buffers buffers,
            SessionRegistry registry,
            ServerListener events) {
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
        CloseReason reason = CloseReason.RESET;
        try (channel) {
            registry.started(startDelay);
            peer = channel.getRemoteAddress();
            events.opened(peer, Duration.ofNanos(startDelay));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            reason = openAndEcho();
        } catch (Heap.FullException e) {
            reason = CloseReason.NO_MEMORY;
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

    private CloseReason openAndEcho() throws IOException {
        try {
            wire.open();
            if (!phase.opened()) {
                throw new ClosedChannelException(); // by the drain
            }
            return echoUntilTheEnd();
        } catch (SSLException e) {
            return fail(e);
        } finally {
            if (phase.isHalfClosed()) { // by the drain, whose thread may still be about to say so: the socket is closed next
                trySayEnd();
            }
        }
    }

    /**
     * The peer has broken TLS: tells it so. Then reads what it still had on the way: that would be answered with a reset,
     * which would overtake the alert. The sweep ends a peer that does not leave.
     */
    private CloseReason fail(SSLException why) throws IOException {
        boolean opening = phase.isOpening();
        if (phase.fail()) {
            failure = opening ? CloseReason.HANDSHAKE_FAILED : CloseReason.TLS_ERROR;
            if (opening) {
                events.handshakeFailed(peer, why);
            } else {
                events.tlsFailed(peer, why);
            }
            wire.endOutput();
        }
        return dropUntilThePeerCloses();
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
            switch (echo()) {
                case NONE -> {
                    // Nothing was claimed, and the drain may have half-closed meanwhile.
                }
                case SOME -> phase.release();
                case NO_MORE -> {
                    return end();
                }
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
        trySayEnd();
        return CloseReason.END_OF_STREAM;
    }

    /** What one read has found to do, and what was then done. */
    private enum Input {
        NONE, SOME, NO_MORE
    }

    /** Reads once and writes all of it, or what the peer must be told instead. */
    private Input echo() throws IOException {
        ByteBuffer rest = null;
        int count;
        ByteBuffer buffer = buffers.borrow();
        try {
            count = wire.read(buffer);
            if (count == 0 && !wire.owesAnswer()) {
                return Input.NONE;
            }
            if (!phase.claim() || count < 0) {
                return Input.NO_MORE;
            }
            buffer.flip();
            if (count > 0) {
                events.received(peer, buffer);
            }
            rest = wire.write(buffer);
        } finally {
            buffers.giveBack(buffer);
        }
        if (rest != null) {
            wire.writeRest(rest);
        }
        if (count > 0) {
            ECHOES.lazySet(this, echoes + 1);
            BYTES.lazySet(this, bytes + count);
        }
        return Input.SOME;
    }

    /** The drain was noticed between two reads: echoes what has been received by now, and no more. */
    private CloseReason finish() throws IOException {
        wire.takeNoMore();
        while (echo() == Input.SOME) {
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
        return reasonForTheEnd();
    }

    private void trySayEnd() {
        try {
            wire.sayEnd();
        } catch (IOException gone) {
            // The peer has not waited for it.
        }
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
        try {
            long quiet = progress.quietNanos(echoes + drops);
            if (phase.isHalfClosed()) {
                if (quiet >= LINGER_NANOS) {
                    close();
                }
            } else if (phase.cutOpening()) {
                close();
            } else if (waiting.wakeReader()) {
                progress.forget(); // its own thread drains it
            } else if (wire.hasReceived()) { // and read in a moment, when nothing is received any more, nor claimed yet
                progress.forget();
            } else if (quiet >= QUIET_NANOS && phase.halfCloseReading()) {
                wire.endOutputSoon();
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
        CloseUtils.logged(channel, BlockingSession.class);
        waiting.channelClosed();
    }

    private CloseReason reasonForTheEnd() {
        if (failure != null) {
            return failure;
        }
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

    @Override
    public boolean hasFailed() {
        return phase.hasFailed();
    }
}
