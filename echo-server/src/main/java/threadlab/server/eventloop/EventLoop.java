package threadlab.server.eventloop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Waits until some of its sessions can read or write, and lets each do one step that does not block. Tasks of other
 * threads are queued and run between two rounds. So a session is only ever used by its loop's thread, and needs no
 * lock.
 */
final class EventLoop implements Runnable {
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

    EventLoop() throws IOException {
    }

    /** Runs the task on the loop's thread, soon. Thread-safe. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Ends the loop after the queued tasks. Thread-safe. */
    void close() {
        closed = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try (selector) {
            while (!closed || !tasks.isEmpty()) {
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                if (!closed) {
                    selector.select(key -> ((NonBlockingSession) key.attachment()).step(), millisToTheNextTimer());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("an event loop ended", e);
        }
    }

    /** Runs the timers that are due. Usually there are none, and the clock is not read. */
    private long millisToTheNextTimer() {
        if (timers.isEmpty()) {
            return 0;
        }
        timers.run(System.nanoTime());
        return timers.millis(System.nanoTime());
    }

    /** Runs the task at that time on the monotonic clock, or a little later. Not thread-safe. */
    void executeAt(long nanoTime, Runnable task) {
        timers.add(nanoTime, task);
    }

    /** Returns the loop's buffer, empty. It is valid until the current step ends. */
    ByteBuffer buffer() {
        return buffer.clear();
    }

    SelectionKey register(SocketChannel channel, NonBlockingSession session) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, SelectionKey.OP_READ, session);
    }
}
