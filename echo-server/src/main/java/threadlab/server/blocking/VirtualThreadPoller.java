package threadlab.server.blocking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import threadlab.server.core.ChannelIo;
import threadlab.server.core.CloseUtils;

/**
 * A thread with a selector that wakes the virtual threads whose channels are ready, lets them run, lets threads
 * in that wait outside of the carriers, and looks again. So the scheduler of virtual threads becomes the event loop,
 * while the code of a session still blocks.
 *
 * <p><b>Cheap.</b> Where a blocking read finds nothing, the JDK arms the socket, parks, and reads again: four system
 * calls an echo instead of two. Here a session registers its interest once. The selector is level-triggered and
 * remembers it, and one call serves all channels that are ready.
 *
 * <p><b>Fair.</b> A carrier takes a virtual thread that was just started, or woken by a platform thread, only when its
 * own queue is empty. Here a session waits for the poller after each echo, and the poller for those that it woke, so
 * the queue does run empty once per turn. Then the poller yields, which puts it behind the threads that were started on
 * this carrier. Those that a platform thread has woken are in another queue, and a carrier stays with one queue until
 * that is empty ({@code ForkJoinPool.runWorker}). So where channels are always ready, the poller parks now and then.
 *
 * <p>docs/adr/0018 and 0039 have the reasons, docs/performance.md the measurements.
 */
public final class VirtualThreadPoller implements ChannelIo.Strategy, Runnable {
    /** How long threads that platform threads have woken may wait for a poller that always finds a channel ready. */
    private static final long LONGEST_HOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private final Selector selector = Selector.open();
    private final BufferPool buffers = new BufferPool(ChannelIo.LARGEST_BUFFER);
    /** True while the poller may block in its selector, and must be woken to see a change. */
    private volatile boolean blocked;
    /** When the poller was last in no queue of the scheduler, on the monotonic clock. Used by the poller only. */
    private long parkedAt = System.nanoTime();

    private VirtualThreadPoller() throws IOException {
    }

    /**
     * Starts a poller. Its thread is virtual, to share the sessions' scheduler. Before Java 24 a virtual thread holds
     * its carrier while a selector blocks it, so there the thread is a platform thread (docs/adr/0032).
     *
     * @param essential wraps the work of a thread that the server cannot do without
     */
    public static VirtualThreadPoller started(UnaryOperator<Runnable> essential) throws IOException {
        var poller = new VirtualThreadPoller();
        Thread.Builder thread = Runtime.version().feature() < 24 ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
        thread.name("poller").start(essential.apply(poller));
        return poller;
    }

    @Override
    public ChannelIo open(SelectableChannel channel) throws IOException {
        channel.configureBlocking(false);
        return new Registration(channel);
    }

    @Override
    public void run() {
        try {
            while (true) {
                if (selector.selectNow(VirtualThreadPoller::ready) == 0) {
                    blocked = true;
                    selector.select(VirtualThreadPoller::ready);
                    blocked = false;
                    parkedAt = System.nanoTime();
                }
                giveTurns();
            }
        } catch (ClosedSelectorException closed) {
            // No channel is left.
        } catch (IOException e) {
            throw new UncheckedIOException("the poller ended", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("the poller was interrupted, which nobody does", e);
        }
    }

    /** Lets the threads that were woken run until they wait again, then those that wait outside of the carriers. */
    private void giveTurns() throws InterruptedException {
        if (!Thread.currentThread().isVirtual()) {
            Thread.startVirtualThread(Thread::yield).join(); // its turn comes after theirs
            return;
        }
        Thread.yield(); // the threads that were woken run
        if (System.nanoTime() - parkedAt >= LONGEST_HOLD_NANOS) {
            LockSupport.parkNanos(this, 1); // the carrier looks at all the queues
            parkedAt = System.nanoTime();
        }
        Thread.yield(); // the carrier's own queue is empty now: threads that were started here run
    }

    private static void ready(SelectionKey key) {
        ((Registration) key.attachment()).ready(key);
    }

    private void wakeup() {
        if (blocked) {
            selector.wakeup();
        }
    }

    @Override
    public void close() {
        CloseUtils.closeLogged(selector, VirtualThreadPoller.class);
    }

    /**
     * The io of one channel. The key's interest changes only under this object's lock: by the thread, which is then not
     * WAITING, and by the poller, which moves RUNNING to UNARMED. Moves between RUNNING and WAITING need no lock.
     */
    private final class Registration implements ChannelIo {
        /** The selector has no interest in the channel. */
        private static final int UNARMED = 0;
        /** The selector has the interest of the last wait, which will do for the next wait too. */
        private static final int RUNNING = 1;
        private static final int WAITING = 2;
        /** Inputs that a thread may take without waiting for the poller in between. */
        private static final int MAX_SKIPPED = 16;
        private static final AtomicIntegerFieldUpdater<Registration> STATE = AtomicIntegerFieldUpdater
                .newUpdater(Registration.class, "state");

        private final SelectableChannel channel;
        private volatile int state = UNARMED;
        /** Written by the thread and published by {@link #state}, as {@link #armedFor} is. */
        private @Nullable Thread thread;
        private int armedFor;
        /** Set by {@link #begin}. */
        private @Nullable SelectionKey key;
        /** Calls of {@link #shareCarrier} since the last wait. */
        private int skipped;

        Registration(SelectableChannel channel) {
            this.channel = channel;
        }

        /**
         * Registers the channel here and not with the first wait, which would make {@link #await} too large to be
         * inlined: a session that waits would have twice as large a stack.
         */
        @Override
        public void begin(int operation) throws IOException {
            synchronized (this) {
                armedFor = operation;
                state = RUNNING;
                key = channel.register(selector, operation, this);
            }
            wakeup();
        }

        @Override
        public ByteBuffer acquire() {
            return buffers.acquire();
        }

        @Override
        public void release(ByteBuffer buffer) {
            buffers.release(buffer);
        }

        /** A writable channel is ready as soon as the poller looks. One that is not would have to wait now anyway. */
        @Override
        public void shareCarrier() {
            if (++skipped >= MAX_SKIPPED) {
                await(SelectionKey.OP_WRITE);
            }
        }

        @Override
        public void await(int operation) {
            skipped = 0;
            thread = Thread.currentThread();
            if (operation != armedFor || !STATE.compareAndSet(this, RUNNING, WAITING)) {
                arm(operation);
            }
            while (state == WAITING && channel.isOpen()) {
                LockSupport.park(this);
            }
        }

        private void arm(int operation) {
            synchronized (this) {
                try {
                    Objects.requireNonNull(key).interestOps(operation);
                } catch (CancelledKeyException closed) {
                    return; // the channel's next call says so
                }
                armedFor = operation;
                state = WAITING;
            }
            wakeup();
        }

        @Override
        public boolean wakeReader() {
            if (state == WAITING && armedFor == SelectionKey.OP_READ && STATE.compareAndSet(this, WAITING, RUNNING)) {
                LockSupport.unpark(thread);
            }
            return true;
        }

        @Override
        public int waitingFor() {
            return state == WAITING ? armedFor : 0;
        }

        /** Called by the poller. */
        void ready(SelectionKey readyKey) {
            if (STATE.compareAndSet(this, WAITING, RUNNING)) {
                LockSupport.unpark(thread);
            } else {
                disarm(readyKey);
            }
        }

        /** The thread is busy on another carrier, or blocked: else the poller would find it ready again and again. */
        private synchronized void disarm(SelectionKey readyKey) {
            if (STATE.compareAndSet(this, RUNNING, UNARMED)) {
                try {
                    readyKey.interestOps(0);
                } catch (CancelledKeyException closed) {
                    // Its session has closed the channel.
                }
            }
        }

        @Override
        public void channelClosed() {
            if (state == WAITING) {
                LockSupport.unpark(thread);
            }
            wakeup(); // a selector gives up the descriptor of a closed channel when it next selects
        }
    }
}
