package threadlab.server.core;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/**
 * Io of a channel in blocking mode: its own calls wait, so {@link #await} has nothing to do. Such a session needs a
 * buffer of its own, which it holds while it waits. The buffer grows when a read fills it and the heap has room.
 */
public class BlockingIo implements ChannelIo {
    public static final Strategy STRATEGY = channel -> new BlockingIo();

    private static final int SMALLEST_BUFFER = 1024;

    private ByteBuffer buffer = ByteBuffer.allocate(SMALLEST_BUFFER);

    @Override
    public void await(int operation) {
        // The call that follows waits.
    }

    @Override
    public void channelClosed() {
        // The close has woken a thread that was blocked in a call.
    }

    @Override
    public final ByteBuffer acquire() {
        return buffer.clear();
    }

    @Override
    public final void release(ByteBuffer used) {
        if (used.position() == used.capacity() && used.capacity() < LARGEST_BUFFER && !Heap.looksTight()) {
            buffer = ByteBuffer.allocate(2 * used.capacity());
        }
    }

    /**
     * For virtual threads with TLS, where one record can cost the server far more than its peer. A call that finds its
     * channel ready does not wait, so the thread parks for an instant once in so many calls. It does not yield: that
     * could put it into the carrier's own queue, which is served before threads that wait outside.
     */
    public static final class SharingCarrier extends BlockingIo {
        /** Calls that may not have waited, between two parks. */
        private static final int CALLS = 64;
        /** Weight of an input that was at hand, which is certain not to have waited. */
        private static final int AT_HAND = 8;

        /** Also changed by the drain, without a lock: a lost count only delays a park a little. */
        private int calls;

        @Override
        public void await(int operation) {
            count(1);
        }

        @Override
        public void shareCarrier() {
            count(AT_HAND);
        }

        private void count(int more) {
            calls += more;
            if (calls >= CALLS) {
                calls = 0;
                LockSupport.parkNanos(this, 1);
            }
        }
    }
}
