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
import threadlab.server.core.WorkFailures;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;
import threadlab.server.work.WorkFailedException;

/**
 * One session of an event loop: the same promises as a blocking session, kept in steps that never block.
 *
 * <p>A step reads once and writes at once. What the socket does not take is kept, and the session reads nothing until
 * that is written: a peer that does not read fills its own buffers and at most one read of ours. The same holds for
 * what other threads work on first.
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
    private final Throttle throttle;
    /** The work of this session. Without it all that is read is echoed at once. */
    private final @Nullable SessionRequests requests;
    private boolean inRequest;
    @SuppressWarnings("NullAway.Init") // set by open, which comes before any step
    private SelectionKey key;
    /** Bytes that were read and not written yet. Those beyond the buffer's limit wait for their request. */
    private @Nullable ByteBuffer pending;
    private int pendingCount;
    /** Bytes that may still be read: those that the drain found received. */
    private int readLimit = NO_LIMIT;
    private boolean halfClosed;
    private long lastStep;
    private boolean ended;

    NonBlockingSession(SocketChannel channel, InetSocketAddress peer, EventLoop loop, Throttle throttle,
            @Nullable SessionRequests requests, SessionRegistry registry, ServerListener listener) {
        this.channel = channel;
        this.peer = peer;
        this.loop = loop;
        this.throttle = throttle;
        this.requests = requests;
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
            key = loop.register(channel, SelectionKey.OP_READ, this::step);
        });
    }

    /** Called when the socket is ready for what the session waits for. */
    void step() {
        guarded(() -> {
            if (halfClosed) {
                drop();
            } else if (inRequest) {
                key.interestOps(0); // it reads nothing before the reply
            } else if (pending != null) {
                write(pending, pendingCount);
            } else {
                echo();
            }
        });
    }

    private void echo() throws IOException {
        ByteBuffer buffer = loop.buffer().limit(Math.min(throttle.maxRead(), readLimit));
        int count = channel.read(buffer);
        if (count < 0) {
            end(CloseReason.END_OF_STREAM);
        } else if (count > 0) {
            readLimit -= readLimit == NO_LIMIT ? 0 : count;
            listener.received(peer, buffer.flip());
            if (requests == null) {
                write(buffer, count);
            } else {
                pending = Heap.copyOf(buffer).limit(0);
                pendingCount = count;
                begin(requests, pending);
            }
        }
    }

    private void begin(SessionRequests of, ByteBuffer bytes) {
        inRequest = true;
        of.begin(bytes.capacity() - bytes.position())
                .whenCompleteAsync((count, failure) -> guarded(() -> reply(bytes, count, failure)), loop::execute);
    }

    private void reply(ByteBuffer bytes, @Nullable Integer count, @Nullable Throwable failure) throws IOException {
        inRequest = false;
        write(bytes.limit(bytes.position() + SessionRequests.result(count, failure)), pendingCount);
    }

    /** @param count bytes of the whole read, of which {@code rest} has the last ones */
    private void write(ByteBuffer rest, int count) throws IOException {
        channel.write(rest);
        if (rest.hasRemaining()) {
            keep(rest, count);
            return;
        }
        if (requests != null && rest.limit() < rest.capacity()) {
            begin(requests, rest);
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
        } else {
            throttle.taken(count, key);
        }
    }

    private void keep(ByteBuffer rest, int count) throws Heap.FullException {
        if (pending == null) {
            pending = Heap.copyOf(rest);
            pendingCount = count;
        }
        key.interestOps(SelectionKey.OP_WRITE);
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
        throttle.cancel(key);
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
        if (requests != null) {
            requests.cancel();
        }
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
        } catch (WorkFailedException e) {
            end(WorkFailures.reason(e));
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
