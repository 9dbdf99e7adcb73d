package threadlab.server.blocking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import threadlab.server.core.CloseUtils;
import threadlab.server.core.ReadinessWaiter;

/**
 * Has virtual threads wait for their channels in turns: a virtual thread with a selector that wakes those whose channels
 * are ready, lets them run, lets in who waits outside, and looks again. The scheduler of virtual threads becomes the
 * event loop, and the code of a session still blocks.
 *
 * <p><b>Cheap.</b> Where a blocking read finds nothing, the JDK arms the socket anew, parks, and reads again: four
 * system calls an echo instead of two. Here a session says what it waits for once; the selector, which is
 * level-triggered, remembers it, and one look at it serves all that are ready.
 *
 * <p><b>Fair.</b> A carrier takes a virtual thread that was started, or woken by a platform thread, only when its own
 * queue is empty. Threads that keep each other busy never let that happen, and newcomers wait until the load ends. Here
 * a session that has echoed waits for the loop, so the queue does run empty once a turn; and a yield of the loop on an
 * empty queue puts it behind whoever waits outside.
 *
 * <p>docs/adr/0018 has the reasons, docs/performance.md the figures.
 */
public final class VirtualThreadPoller implements WaitStrategy, Runnable {
    private final Selector selector = Selector.open();
    private final Buffers buffers = new BufferPool(Buffers.LARGEST);
    /** True while the loop may sleep in its selector, and so has to be woken to hear of anything new. */
    private volatile boolean asleep;

    private VirtualThreadPoller() throws IOException {
    }

    /** A loop on a thread of the same kind as the sessions': that it shares their scheduler is the point. */
    public static VirtualThreadPoller started(ThreadFactory threads) throws IOException {
        var loop = new VirtualThreadPoller();
        threads.newThread(loop).start();
        return loop;
    }

    @Override
    public ReadinessWaiter waitingFor(SelectableChannel channel) throws IOException {
        channel.configureBlocking(false);
        return new Turn(channel);
    }

    @Override
    public Buffers buffers() {
        return buffers;
    }

    @Override
    public void run() {
        try {
            while (true) {
                if (selector.selectNow(VirtualThreadPoller::ready) == 0) {
                    asleep = true;
                    selector.select(VirtualThreadPoller::ready);
                    asleep = false;
                }
                Thread.yield(); // those that were woken run, until they wait again
                Thread.yield(); // the carrier's own queue is empty now: those outside run
            }
        } catch (ClosedSelectorException closed) {
            // No channel is left.
        } catch (IOException e) {
            throw new UncheckedIOException("the readiness loop ended", e);
        }
    }

    private static void ready(SelectionKey key) {
        ((Turn) key.attachment()).ready(key);
    }

    private void wake() {
        if (asleep) {
            selector.wakeup();
        }
    }

    @Override
    public void close() {
        CloseUtils.logged(selector, VirtualThreadPoller.class);
    }

    /**
     * The waiting of one channel. The key's interest changes under this object's lock only: by the thread, which is then
     * not WAITING, and by the loop, which takes RUNNING to UNARMED. Between RUNNING and WAITING it stays, and no lock is
     * needed.
     */
    private final class Turn implements ReadinessWaiter {
        /** The selector looks for nothing. */
        private static final int UNARMED = 0;
        /** The selector looks for what the thread last waited for, and will do so when the thread waits again. */
        private static final int RUNNING = 1;
        private static final int WAITING = 2;
        /** Inputs that a thread may take without waiting for the loop in between. */
        private static final int MOST_SKIPPED = 16;
        private static final AtomicIntegerFieldUpdater<Turn> STATE = AtomicIntegerFieldUpdater.newUpdater(Turn.class,
                "state");

        private final SelectableChannel channel;
        private volatile int state = UNARMED;
        /** Written by the thread; published by {@link #state}, as is {@link #armedFor}. */
        private Thread thread;
        private int armedFor;
        /** Null until the first wait. */
        private SelectionKey key;

        /** Calls of {@link #takeTurn} since the last wait; the thread's own. */
        private int skipped;

        Turn(SelectableChannel channel) {
            this.channel = channel;
        }

        /** A channel that can be written to is ready as soon as the loop looks. One that cannot would wait now in any case. */
        @Override
        public void takeTurn() throws IOException {
            if (++skipped >= MOST_SKIPPED) {
                await(SelectionKey.OP_WRITE);
            }
        }

        @Override
        public void await(int operation) throws IOException {
            skipped = 0;
            if (operation != armedFor || !STATE.compareAndSet(this, RUNNING, WAITING)) {
                arm(operation);
            }
            while (state == WAITING && channel.isOpen()) {
                LockSupport.park(this);
            }
        }

        private void arm(int operation) throws IOException {
            synchronized (this) {
                try {
                    if (key == null) {
                        thread = Thread.currentThread();
                        key = channel.register(selector, operation, this);
                    } else {
                        key.interestOps(operation);
                    }
                } catch (CancelledKeyException closed) {
                    return; // which the channel's next call tells
                }
                armedFor = operation;
                state = WAITING;
            }
            wake();
        }

        @Override
        public boolean wakeReader() {
            if (state == WAITING && armedFor == SelectionKey.OP_READ && STATE.compareAndSet(this, WAITING, RUNNING)) {
                LockSupport.unpark(thread);
            }
            return true;
        }

        /** By the loop. */
        void ready(SelectionKey readyKey) {
            if (STATE.compareAndSet(this, WAITING, RUNNING)) {
                LockSupport.unpark(thread);
            } else {
                disarm(readyKey);
            }
        }

        /** The thread is busy elsewhere, on another carrier or blocked: or else the loop would find it ready again and again. */
        private synchronized void disarm(SelectionKey readyKey) {
            if (STATE.compareAndSet(this, RUNNING, UNARMED)) {
                try {
                    readyKey.interestOps(0);
                } catch (CancelledKeyException closed) {
                    // The channel has been closed by whoever serves it.
                }
            }
        }

        @Override
        public void channelClosed() {
            if (state == WAITING) {
                LockSupport.unpark(thread);
            }
            wake(); // a selector gives up the descriptor of a closed channel when it next looks
        }
    }
}
