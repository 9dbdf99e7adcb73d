package threadlab.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
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

    private static final int SMALLEST_BUFFER = 1024;
    private static final int LARGEST_BUFFER = 16 * 1024;

    /** A session counts as waiting when it has read nothing for this long: a read may have returned just now. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** How long a half-closed session waits for a silent peer to close. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SocketChannel channel;
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
    /** The drain's own: the progress it saw last, and since when there has been no other. */
    private long progressSeen = -1;
    private long progressSeenAt;
    /** The session thread's own, from here on. */
    private SocketAddress peer;
    private ByteBuffer buffer = ByteBuffer.allocate(SMALLEST_BUFFER);

    EchoSession(SocketChannel channel, SessionRegistry registry, ServerEvents events) {
        this.channel = channel;
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
            if (peer != null) { // else it ended before its thread ran
                events.closed(peer, reason, echoes, bytes);
            }
            registry.unregister(this, reason);
        }
    }

    private CloseReason echoUntilTheEnd() throws IOException {
        while (draining == null) {
            int count = channel.read(buffer);
            if (!phase.compareAndSet(Phase.READING, Phase.ECHOING)) {
                return dropUntilThePeerCloses();
            }
            if (count < 0) {
                return CloseReason.END_OF_STREAM;
            }
            writeBack();
            phase.set(Phase.READING);
        }
        return phase.compareAndSet(Phase.READING, Phase.ECHOING) ? finish() : dropUntilThePeerCloses();
    }

    /** The drain was noticed between two reads: echoes what has been received by now, and no more. */
    private CloseReason finish() throws IOException {
        for (int left = received(); left > 0;) {
            int count = channel.read(buffer.limit(Math.min(left, buffer.capacity())));
            if (count < 0) {
                break;
            }
            left -= count;
            writeBack();
        }
        channel.shutdownOutput();
        phase.set(Phase.HALF_CLOSED);
        return dropUntilThePeerCloses();
    }

    private CloseReason dropUntilThePeerCloses() throws IOException {
        while (channel.read(buffer.clear()) >= 0) {
            drops++;
        }
        return draining;
    }

    private void writeBack() throws IOException {
        int count = buffer.flip().remaining();
        events.received(peer, buffer);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        echoes++;
        bytes += count;
        if (count == buffer.capacity() && count < LARGEST_BUFFER) {
            buffer = ByteBuffer.allocate(2 * count);
        }
        buffer.clear();
    }

    @Override
    public void drain(CloseReason why) {
        draining = why;
        try {
            long quiet = quietNanos();
            if (phase.get() == Phase.HALF_CLOSED) {
                if (quiet >= LINGER_NANOS) {
                    channel.close();
                }
            } else if (quiet >= QUIET_NANOS && received() == 0
                    && phase.compareAndSet(Phase.READING, Phase.HALF_CLOSED)) {
                channel.shutdownOutput();
            }
        } catch (IOException goneAlready) {
            // The session's own thread meets the same end and reports it.
        }
    }

    /** How long, as the drain sees it, the session has neither echoed nor dropped anything. */
    private long quietNanos() {
        long now = System.nanoTime();
        long progress = echoes + drops;
        if (progress != progressSeen) {
            progressSeen = progress;
            progressSeenAt = now;
        }
        return now - progressSeenAt;
    }

    /** Bytes that the operating system has received and the session has not read. */
    private int received() throws IOException {
        return channel.socket().getInputStream().available();
    }

    @Override
    public void abort(CloseReason why) {
        aborted = why;
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(EchoSession.class.getName()).log(System.Logger.Level.WARNING, "close failed", e);
        }
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
