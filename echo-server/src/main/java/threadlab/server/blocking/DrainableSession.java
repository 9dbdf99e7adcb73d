package threadlab.server.blocking;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import threadlab.server.core.CloseUtils;
import threadlab.server.core.Heap;
import threadlab.server.core.QuietTimer;
import threadlab.server.core.Session;
import threadlab.server.core.WorkFailures;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;
import threadlab.server.work.WorkFailedException;

/**
 * How a session ends other than by its peer: drained, aborted, or failed.
 *
 * <p>The drain must end a session whose thread is blocked in {@code read}, without losing what it has received and
 * without a reset, which closing a socket with unread input would send. So it never closes, interrupts or shuts the
 * input of a session that may still hold received bytes. It half-closes the <em>output</em> on the session's behalf,
 * and only while the session waits with nothing received; {@link SessionPhase} settles which thread comes first. The
 * session then reads and drops what its peer still had on the way, until the peer has seen the end of the stream and
 * closes too.
 */
abstract class DrainableSession implements Session {
    /** A session counts as waiting if every look during this time found nothing received and nothing done. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    final SocketChannel channel;
    final InetSocketAddress peer;
    final Transport transport;
    final ServerListener listener;
    /** Moved by the session's thread and by the drain. */
    final SessionPhase phase;
    /** Written by the drain, read by the session's thread before each read. */
    volatile @Nullable CloseReason draining;
    /** Written by {@link #abort} before it closes the channel. */
    private volatile @Nullable CloseReason aborted;
    /** Reads whose bytes were dropped, which may overflow. Written by the session's thread only. */
    private volatile int drops;
    /** Used by the drain only, which makes it: an idle session has none. */
    private @Nullable QuietTimer timer;
    /** How the peer has broken TLS. Used by the session's thread only. */
    private @Nullable CloseReason failure;

    DrainableSession(SocketChannel channel, InetSocketAddress peer, Transport transport, ServerListener listener) {
        this.channel = channel;
        this.peer = peer;
        this.transport = transport;
        this.listener = listener;
        this.phase = new SessionPhase(transport.requiresHandshake());
    }

    @Override
    public final void drain(CloseReason why) {
        draining = why;
        if (timer == null) {
            timer = new QuietTimer();
        }
        try {
            long quiet = timer.quietNanos(phase.reads + drops);
            if (phase.isHalfClosed()) {
                if (quiet >= LINGER_NANOS) {
                    close();
                }
            } else if (phase.cutHandshake()) {
                close();
            } else if (transport.io.wakeReader()) {
                timer.reset(); // its own thread drains it
            } else if (transport.hasBufferedInput()) { // its thread reads this in a moment
                timer.reset();
            } else if (quiet >= QUIET_NANOS && phase.halfCloseReading()) {
                transport.shutdownOutputSoon();
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
        CloseUtils.closeLogged(channel, DrainableSession.class);
        transport.io.channelClosed();
    }

    /** Ends a session that has met an exception. */
    final CloseReason failed(IOException why) {
        try {
            return switch (why) {
                case SSLException broken -> fail(broken);
                case Heap.FullException full -> CloseReason.NO_MEMORY;
                case WorkFailedException failed -> WorkFailures.reason(failed);
                default -> endReason();
            };
        } catch (IOException e) {
            return endReason();
        }
    }

    /**
     * The peer has broken TLS: sends the alert. What the peer had on the way is read afterwards, because unread input
     * would cause a reset, which overtakes the alert. The reaper ends a peer that does not leave.
     */
    private CloseReason fail(SSLException why) throws IOException {
        boolean handshaking = phase.isHandshaking();
        if (phase.fail()) {
            if (handshaking) {
                failure = CloseReason.HANDSHAKE_FAILED;
                listener.handshakeFailed(peer, why);
            } else {
                failure = CloseReason.TLS_ERROR;
                listener.tlsFailed(peer, why);
            }
            transport.shutdownOutput();
        }
        return dropUntilThePeerCloses();
    }

    /** The drain was noticed between two reads: echoes what has been received by now, and no more. */
    final CloseReason finish() throws IOException {
        transport.limitReads();
        while (echo() > 0) {
            // Until nothing is left.
        }
        transport.shutdownOutput();
        phase.halfClose();
        return dropUntilThePeerCloses();
    }

    /**
     * Reads once and writes all of it, or what the protocol has to reply instead.
     *
     * @return positive if something was written, 0 if nothing was there, negative if nothing more is to be echoed
     */
    abstract int echo() throws IOException;

    /** The peer has ended its stream, or the drain has ended ours. */
    final CloseReason endOfStream() throws IOException {
        if (phase.isHalfClosed()) {
            return dropUntilThePeerCloses();
        }
        tryCloseNotify();
        return CloseReason.END_OF_STREAM;
    }

    final CloseReason dropUntilThePeerCloses() throws IOException {
        while (drop() >= 0) {
            drops++;
            transport.io.await(SelectionKey.OP_READ);
        }
        return endReason();
    }

    private int drop() throws IOException {
        ByteBuffer buffer = transport.io.acquire();
        try {
            return channel.read(buffer);
        } finally {
            transport.io.release(buffer);
        }
    }

    /** Sends close_notify, unless the peer has gone. */
    final void tryCloseNotify() {
        try {
            transport.closeNotify();
        } catch (IOException gone) {
            // The peer did not wait for it.
        }
    }

    /** Why the session ended, if its connection broke. By the session's thread. */
    final CloseReason endReason() {
        if (failure != null) {
            return failure;
        }
        if (aborted != null) {
            return aborted;
        }
        CloseReason drained = draining;
        if (drained != null && phase.isHalfClosed()) {
            return drained;
        }
        return phase.isHandshaking() ? CloseReason.HANDSHAKE_FAILED : CloseReason.RESET;
    }

    @Override
    public final long reads() {
        return phase.reads;
    }

    @Override
    public final long bytes() {
        return phase.bytes;
    }

    @Override
    public final boolean isHandshaking() {
        return phase.isHandshaking();
    }

    @Override
    public final boolean hasFailed() {
        return phase.hasFailed();
    }
}
