package threadlab.server.eventloop;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import threadlab.server.blocking.BlockingSession;
import threadlab.server.core.CloseUtils;
import threadlab.server.core.Heap;
import threadlab.server.core.Session;
import threadlab.server.core.SessionRegistry;
import threadlab.server.core.TokenBucket;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;

/**
 * One session of an event loop (RFC 862): the same promises as {@link BlockingSession}, kept in steps that never block.
 *
 * <p>A step reads once and writes at once. What the socket does not take is kept, and the session waits to write and
 * reads nothing until it is gone: a peer that does not read fills its own buffers and at most one read of ours.
 */
final class NonBlockingSession implements Session {
    /** How long a half-closed session waits for a silent peer to close. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final SocketChannel channel;
    private final EventLoop loop;
    private final SessionRegistry registry;
    private final ServerListener events;
    /** Counters, written by the loop's thread only. */
    private volatile long echoes;
    private volatile long bytes;
    /** Set by the first call of {@link #drain}, which is the one that the loop hears of. */
    private volatile CloseReason draining;

    /** When the loop was last asked about this session by {@link #drain}, whose caller owns it. */
    private long lookedAt;

    // From here on the loop's thread's own.
    /** How fast the session may read; null if it may as fast as it can. */
    private TokenBucket bucket;
    /** The most that a step reads. */
    private int share;
    /** It has been too fast, and waits for a timer; nothing is pending then. */
    private boolean paused;
    private SocketAddress peer;
    private SelectionKey key;
    /** What was read and not written yet; null while nothing is. */
    private ByteBuffer pending;
    private int pendingCount;
    /** Bytes that may still be read: those the drain found received. */
    private int allowance = NO_LIMIT;
    private boolean halfClosed;
    private long lastStep;
    private boolean ended;

    /** @param bucket null for a session that may read as fast as it can */
    NonBlockingSession(SocketChannel channel, EventLoop loop, TokenBucket bucket, SessionRegistry registry,
            ServerListener events) {
        this.channel = channel;
        this.loop = loop;
        this.bucket = bucket;
        this.share = bucket == null ? EventLoop.BUFFER : bucket.share();
        this.registry = registry;
        this.events = events;
    }

    /** @param startDelay nanoseconds that the session waited for its loop */
    void open(long startDelay) {
        registry.started(startDelay);
        guarded(() -> {
            peer = channel.getRemoteAddress();
            events.opened(peer, Duration.ofNanos(startDelay));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = loop.register(channel, this);
        });
    }

    /** The socket is ready for what the session waits for. */
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
        ByteBuffer buffer = loop.buffer();
        buffer.limit(Math.min(share, allowance));
        int count = channel.read(buffer);
        if (count < 0) {
            end(CloseReason.END_OF_STREAM);
        } else if (count > 0) {
            allowance -= allowance == NO_LIMIT ? 0 : count;
            events.received(peer, buffer.flip());
            write(buffer, count);
        }
    }

    /** @param count the bytes of the whole read, of which the last ones are in {@code rest} */
    private void write(ByteBuffer rest, int count) throws IOException {
        channel.write(rest);
        if (rest.hasRemaining()) {
            keep(rest, count);
            return;
        }
        echoes++;
        bytes += count;
        if (pending != null) {
            pending = null;
            key.interestOps(SelectionKey.OP_READ);
        }
        if (allowance == 0) {
            halfClose();
        } else if (bucket != null) {
            pace(count);
        }
    }

    /** Reads no more for a while, if the session has been too fast: the peer's own buffers fill, and its sends wait. */
    private void pace(int count) {
        long now = System.nanoTime();
        bucket.take(count, now);
        long delay = bucket.delay(now);
        if (delay > 0) {
            paused = true;
            key.interestOps(0);
            loop.executeAt(now + delay, () -> guarded(this::goOn));
        }
    }

    private void goOn() {
        if (paused) {
            paused = false;
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** A drain waits for no pause. */
    private void hurry() {
        bucket = null;
        share = EventLoop.BUFFER;
        goOn();
    }

    private void keep(ByteBuffer rest, int count) throws Heap.FullException {
        if (pending == null) {
            pending = Heap.allocate(rest.remaining()).put(rest).flip();
            pendingCount = count;
            key.interestOps(SelectionKey.OP_WRITE);
        }
    }

    private void halfClose() throws IOException {
        channel.shutdownOutput();
        halfClosed = true;
        lastStep = System.nanoTime();
    }

    /** Closing with unread input would send a reset: reads what the peer still had on the way. */
    private void drop() throws IOException {
        lastStep = System.nanoTime();
        int count = channel.read(loop.buffer());
        if (count < 0) {
            end(draining);
        }
    }

    @Override
    public void drain(CloseReason why) {
        boolean first = draining == null;
        draining = why;
        long now = System.nanoTime();
        if (first) {
            loop.execute(() -> guarded(this::takeNoMore));
            lookedAt = now;
        } else if (now - lookedAt >= LINGER_NANOS / 10) {
            loop.execute(this::endIfSilent);
            lookedAt = now;
        }
    }

    private void takeNoMore() throws IOException {
        hurry();
        allowance = channel.socket().getInputStream().available();
        if (allowance == 0 && pending == null) {
            halfClose();
        }
    }

    private void endIfSilent() {
        if (halfClosed && System.nanoTime() - lastStep >= LINGER_NANOS) {
            end(draining);
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
        CloseUtils.logged(channel, NonBlockingSession.class);
        if (peer != null) { // else it ended before it was opened
            events.closed(peer, reason, echoes, bytes);
        }
        registry.unregister(this, reason);
    }

    /** Runs a step of a session that has not ended; a broken connection ends it. */
    private void guarded(Step step) {
        try {
            if (!ended) {
                step.run();
            }
        } catch (Heap.FullException e) {
            end(CloseReason.NO_MEMORY);
        } catch (IOException e) {
            end(halfClosed ? draining : CloseReason.RESET);
        } catch (RuntimeException | Error e) { // a watcher's: it may end this session, not the loop
            end(CloseReason.RESET);
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    private interface Step {
        void run() throws IOException;
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
