package threadlab.server.eventloop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import threadlab.server.work.Loop;

/**
 * Waits until some of its sessions can read or write, and lets each do one step that does not block. Tasks of other
 * threads are queued and run between two rounds. So a session is only ever used by its loop's thread, and needs no
 * lock.
 */
final class EventLoop implements Runnable, Loop {
    /** What a session does when it is its turn. */
    interface Step {
        void run() throws IOException;
    }

    /** Size of the one buffer for all sessions, which no step keeps. */
    static final int BUFFER = 32 * 1024;

    private final Selector selector = Selector.open();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** These are used by the loop's thread only. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Timers timers = new Timers();
    private volatile boolean closed;
    /** Set when the loop runs. */
    private volatile @Nullable Thread thread;

    EventLoop() throws IOException {
    }

    /** Runs the task on the loop's thread, soon. Thread-safe. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (Thread.currentThread() != thread) { // else it is not waiting
            selector.wakeup();
        }
    }

    /** Ends the loop after the queued tasks. Thread-safe. */
    void close() {
        closed = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try (selector) {
            try {
                runUntilClosed();
            } finally {
                closeChannels();
            }
        } catch (IOException e) {
            throw new IllegalStateException("an event loop ended", e);
        }
    }

    private void runUntilClosed() throws IOException {
        while (!closed || !tasks.isEmpty()) {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            if (!closed) {
                select(millisToTheNextTimer());
            }
        }
    }

    /** Those that the work of sessions has used, and the sessions themselves if the loop has failed. */
    private void closeChannels() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
    }

    /** Waits for no longer than that, and not at all if there is a task, perhaps of a timer. */
    private void select(long millis) throws IOException {
        if (tasks.isEmpty()) {
            selector.select(EventLoop::step, millis);
        } else {
            selector.selectNow(EventLoop::step);
        }
    }

    private static void step(SelectionKey key) {
        ((Runnable) key.attachment()).run();
    }

    /** Runs the timers that are due. Usually there are none, and the clock is not read. */
    private long millisToTheNextTimer() {
        if (timers.isEmpty()) {
            return 0;
        }
        timers.run(System.nanoTime());
        return timers.millis(System.nanoTime());
    }

    /** Runs the task after that time, or a little later. Not thread-safe. */
    @Override
    public void executeAfter(long nanos, Runnable task) {
        timers.add(System.nanoTime() + nanos, task);
    }

    /** Returns the loop's buffer, empty. It is valid until the current step ends. */
    ByteBuffer buffer() {
        return buffer.clear();
    }

    @Override
    public SelectionKey register(SelectableChannel channel, int interest, Runnable step) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, interest, step);
    }
}
