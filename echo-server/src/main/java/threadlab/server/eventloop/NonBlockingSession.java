package threadlab.server.eventloop;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import threadlab.server.core.CloseUtils;
import threadlab.server.core.Heap;
import threadlab.server.core.Session;
import threadlab.server.core.SessionRegistry;
import threadlab.server.core.TokenBucket;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;

/**
 * One session of an event loop: the same promises as a blocking session, kept in steps that never block.
 *
 * <p>A step reads once and writes at once. What the socket does not take is kept, and the session reads nothing until
 * that is written: a peer that does not read fills its own buffers and at most one read of ours.
 */
final class NonBlockingSession implements Session {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final SocketChannel channel;
    private final InetSocketAddress peer;
    private final EventLoop loop;
    private final SessionRegistry registry;
    private final ServerListener listener;
    /** Counters, written by the loop's thread only. */
    private volatile long reads;
    private volatile long bytes;
    /** Written by the first call of {@link #drain}, which is the one that the loop is told of. */
    private volatile @Nullable CloseReason draining;

    /** When the loop was last asked about this session. Used by the drain only. */
    private long lookedAt;

    // The fields below are used by the loop's thread only.
    private boolean opened;
    /** The rate limit, if there is one. */
    private @Nullable TokenBucket bucket;
    /** The most that a step reads. */
    private int maxRead;
    /** The session was too fast, and waits for a timer; nothing is pending then. */
    private boolean paused;
    @SuppressWarnings("NullAway.Init") // set by open, which comes before any step
    private SelectionKey key;
    /** Bytes that were read and not written yet. */
    private @Nullable ByteBuffer pending;
    private int pendingCount;
    /** Bytes that may still be read: those that the drain found received. */
    private int readLimit = NO_LIMIT;
    private boolean halfClosed;
    private long lastStep;
    private boolean ended;

    /** @param bucket null without a rate limit */
    NonBlockingSession(SocketChannel channel, InetSocketAddress peer, EventLoop loop, @Nullable TokenBucket bucket,
            SessionRegistry registry, ServerListener listener) {
        this.channel = channel;
        this.peer = peer;
        this.loop = loop;
        this.bucket = bucket;
        this.maxRead = bucket == null ? EventLoop.BUFFER : bucket.maxRead();
        this.registry = registry;
        this.listener = listener;
    }

    /** @param startLatency nanoseconds that the session waited for its loop */
    void open(long startLatency) {
        registry.starts().started(startLatency);
        guarded(() -> {
            opened = true;
            listener.opened(peer, Duration.ofNanos(startLatency));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = loop.register(channel, this);
        });
    }

    /** Called when the socket is ready for what the session waits for. */
    void step() {
        guarded(() -> {
            if (halfClosed) {
                drop();
            } else if (pending != null) {
                write(pending, pendingCount);
            } else {
                echo();
            }
        });
    }

    private void echo() throws IOException {
        ByteBuffer buffer = loop.buffer().limit(Math.min(maxRead, readLimit));
        int count = channel.read(buffer);
        if (count < 0) {
            end(CloseReason.END_OF_STREAM);
        } else if (count > 0) {
            readLimit -= readLimit == NO_LIMIT ? 0 : count;
            listener.received(peer, buffer.flip());
            write(buffer, count);
        }
    }

    /** @param count bytes of the whole read, of which {@code rest} has the last ones */
    private void write(ByteBuffer rest, int count) throws IOException {
        channel.write(rest);
        if (rest.hasRemaining()) {
            keep(rest, count);
            return;
        }
        reads++;
        bytes += count;
        if (pending != null) {
            pending = null;
            key.interestOps(SelectionKey.OP_READ);
        }
        if (readLimit == 0) {
            halfClose();
        } else if (bucket != null) {
            throttle(bucket, count);
        }
    }

    /** If the session was too fast, reads nothing for a while: the peer's own buffers fill, and its sends wait. */
    private void throttle(TokenBucket bucket, int count) {
        long now = System.nanoTime();
        bucket.take(count, now);
        long delay = bucket.delay(now);
        if (delay > 0) {
            paused = true;
            key.interestOps(0);
            loop.executeAt(now + delay, () -> guarded(this::resume));
        }
    }

    private void resume() {
        if (paused) {
            paused = false;
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** A drain does not wait for the rate limit. */
    private void cancelThrottle() {
        bucket = null;
        maxRead = EventLoop.BUFFER;
        resume();
    }

    private void keep(ByteBuffer rest, int count) throws Heap.FullException {
        if (pending == null) {
            pending = Heap.copyOf(rest);
            pendingCount = count;
            key.interestOps(SelectionKey.OP_WRITE);
        }
    }

    private void halfClose() throws IOException {
        channel.shutdownOutput();
        halfClosed = true;
        lastStep = System.nanoTime();
    }

    /** Reads what the peer had on the way, because a close with unread input would send a reset. */
    private void drop() throws IOException {
        lastStep = System.nanoTime();
        if (channel.read(loop.buffer()) < 0) {
            end(requireNonNull(draining));
        }
    }

    @Override
    public void drain(CloseReason why) {
        boolean first = draining == null;
        draining = why;
        long now = System.nanoTime();
        if (first) {
            loop.execute(() -> guarded(this::limitReads));
            lookedAt = now;
        } else if (now - lookedAt >= LINGER_NANOS / 10) {
            loop.execute(this::endIfSilent);
            lookedAt = now;
        }
    }

    private void limitReads() throws IOException {
        cancelThrottle();
        readLimit = channel.socket().getInputStream().available();
        if (readLimit == 0 && pending == null) {
            halfClose();
        }
    }

    private void endIfSilent() {
        if (halfClosed && System.nanoTime() - lastStep >= LINGER_NANOS) {
            end(requireNonNull(draining));
        }
    }

    @Override
    public void abort(CloseReason why) {
        loop.execute(() -> end(why));
    }

    private void end(CloseReason reason) {
        if (ended) {
            return;
        }
        ended = true;
        CloseUtils.closeLogged(channel, NonBlockingSession.class);
        if (opened) {
            listener.closed(peer, reason, reads, bytes);
        }
        registry.unregister(this, reason);
    }

    /** Runs a step, unless the session has ended. A broken connection ends it. */
    private void guarded(EventLoop.Step step) {
        try {
            if (!ended) {
                step.run();
            }
        } catch (Heap.FullException e) {
            end(CloseReason.NO_MEMORY);
        } catch (IOException e) {
            end(halfClosed ? requireNonNull(draining) : CloseReason.RESET);
        } catch (RuntimeException | Error e) { // of a listener: it may end this session, not the loop
            end(CloseReason.RESET);
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    @Override
    public long reads() {
        return reads;
    }

    @Override
    public long bytes() {
        return bytes;
    }
}
