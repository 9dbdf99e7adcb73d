package threadlab.server.blocking;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import threadlab.server.core.ChannelIo;
import threadlab.server.core.TokenBucket;

/**
 * Limits how fast a session reads. A session that was too fast pauses before it waits for its peer: it reads nothing,
 * so the peer's buffers fill until its sends wait too. A session without a limit does not use this class at all.
 */
final class RateLimitedIo implements ChannelIo {
    private final ChannelIo io;
    private final TokenBucket bucket;
    /** Written before {@link #thread} is read, by the thread that cancels. */
    private volatile boolean cancelled;
    /**
     * Written before {@link #cancelled} is read, by the session's thread: so at least one of the two sees the other.
     */
    private volatile @Nullable Thread thread;

    RateLimitedIo(ChannelIo io, TokenBucket bucket) {
        this.io = io;
        this.bucket = bucket;
    }

    @Override
    public void begin(int operation) throws IOException {
        io.begin(operation);
    }

    @Override
    public void await(int operation) throws IOException {
        if (operation == SelectionKey.OP_READ) {
            pause();
        }
        io.await(operation);
    }

    @Override
    public void shareCarrier() throws IOException {
        pause();
        io.shareCarrier();
    }

    private void pause() {
        thread = Thread.currentThread();
        for (long delay = delay(); delay > 0; delay = delay()) {
            LockSupport.parkNanos(this, delay);
        }
    }

    private long delay() {
        return cancelled ? 0 : bucket.delay(System.nanoTime());
    }

    @Override
    public ByteBuffer acquire() {
        ByteBuffer buffer = io.acquire();
        return cancelled ? buffer : buffer.limit(Math.min(bucket.maxRead(), buffer.capacity()));
    }

    @Override
    public void release(ByteBuffer buffer) {
        charge(buffer.position());
        io.release(buffer);
    }

    @Override
    public void charge(int bytes) {
        bucket.take(bytes, System.nanoTime());
    }

    @Override
    public boolean wakeReader() {
        cancelThrottle();
        return io.wakeReader();
    }

    private void cancelThrottle() {
        cancelled = true;
        LockSupport.unpark(thread); // no effect while it is null
    }

    @Override
    public void channelClosed() {
        cancelThrottle();
        io.channelClosed();
    }
}
