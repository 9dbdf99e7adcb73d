package threadlab.server.eventloop;

import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;
import threadlab.server.core.TokenBucket;

/** Makes a session pause when it has read faster than its rate limit. Used by the loop's thread only. */
final class Throttle {
    private final EventLoop loop;
    private @Nullable TokenBucket bucket;
    /** The session waits for a timer; it has nothing to write then. */
    private boolean paused;

    /** @param bucket null without a rate limit */
    Throttle(@Nullable TokenBucket bucket, EventLoop loop) {
        this.bucket = bucket;
        this.loop = loop;
    }

    /** Returns the most that may be read at a time. */
    int maxRead() {
        return bucket == null ? EventLoop.BUFFER : bucket.maxRead();
    }

    /** If the session was too fast, it reads nothing for a while: the peer's own buffers fill, and its sends wait. */
    void taken(int bytes, SelectionKey key) {
        if (bucket == null) {
            return;
        }
        long now = System.nanoTime();
        bucket.take(bytes, now);
        long delay = bucket.delay(now);
        if (delay > 0) {
            paused = true;
            key.interestOps(0);
            loop.executeAfter(delay, () -> resume(key));
        }
    }

    /** From now on there is no limit: a drain does not wait for it. */
    void cancel(SelectionKey key) {
        bucket = null;
        resume(key);
    }

    private void resume(SelectionKey key) {
        if (paused && key.isValid()) { // else the session has ended
            paused = false;
            key.interestOps(SelectionKey.OP_READ);
        }
    }
}
