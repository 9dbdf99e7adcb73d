package threadlab.server.blocking;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.concurrent.locks.LockSupport;
import threadlab.server.core.ReadinessWaiter;
import threadlab.server.core.TokenBucket;

/**
 * The waiting and the buffers of a session that may read only so fast. A session that has been too fast waits before it
 * waits for its peer: it reads nothing, and the peer's own buffers fill until its sends wait too. A session without a
 * limit has none of this, and nothing on its way asks.
 */
final class RateLimited implements ReadinessWaiter, Buffers {
    private final ReadinessWaiter waiting;
    private final Buffers buffers;
    /** The session's thread's own. */
    private final TokenBucket bucket;
    /** Set before {@link #thread} is read, by whoever hurries. */
    private volatile boolean hurried;
    /** Set before {@link #hurried} is read, by the session's thread: so one of the two sees the other. */
    private volatile Thread thread;

    RateLimited(ReadinessWaiter waiting, Buffers buffers, TokenBucket bucket) {
        this.waiting = waiting;
        this.buffers = buffers;
        this.bucket = bucket;
    }

    @Override
    public void await(int operation) throws IOException {
        if (operation == SelectionKey.OP_READ) {
            pause();
        }
        waiting.await(operation);
    }

    @Override
    public void takeTurn() throws IOException {
        pause();
        waiting.takeTurn();
    }

    private void pause() {
        thread = Thread.currentThread();
        for (long delay = delay(); delay > 0; delay = delay()) {
            LockSupport.parkNanos(this, delay);
        }
    }

    private long delay() {
        return hurried ? 0 : bucket.delay(System.nanoTime());
    }

    @Override
    public ByteBuffer borrow() {
        ByteBuffer buffer = buffers.borrow();
        return hurried ? buffer : buffer.limit(Math.min(bucket.share(), buffer.capacity()));
    }

    @Override
    public void giveBack(ByteBuffer buffer) {
        bucket.take(buffer.position(), System.nanoTime());
        buffers.giveBack(buffer);
    }

    @Override
    public void charge(int count) {
        bucket.take(count, System.nanoTime());
    }

    @Override
    public boolean wakeReader() {
        endPause();
        return waiting.wakeReader();
    }

    private void endPause() {
        hurried = true;
        LockSupport.unpark(thread); // which does nothing while it is null
    }

    @Override
    public void channelClosed() {
        endPause();
        waiting.channelClosed();
    }
}
