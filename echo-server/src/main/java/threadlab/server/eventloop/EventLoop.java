package threadlab.server.eventloop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One event loop: waits until some of its sessions can read or write, and lets each do one step that does not block.
 * Whatever comes from other threads is queued and run between two rounds, so that a session is only ever touched by its
 * loop's thread and needs no lock.
 */
final class EventLoop implements Runnable {
    /** One for all sessions, since no step keeps it. */
    static final int BUFFER = 32 * 1024;

    private final Selector selector = Selector.open();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** The loop's thread's own. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Timers timers = new Timers();
    private volatile boolean closed;

    public EventLoop() throws IOException {
    }

    /** Has the loop's thread run the task soon. From any thread. */
    public void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Ends the loop after the tasks that are queued. From any thread. */
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

    /** Runs the timers that are due. Without any, which is usual, nobody asks for the time. */
    private long millisToTheNextTimer() {
        if (timers.isEmpty()) {
            return 0;
        }
        timers.run(System.nanoTime());
        return timers.millis(System.nanoTime());
    }

    /** Runs the task at that time on the monotonic clock, or a little later. By the loop's thread only. */
    void executeAt(long nanoTime, Runnable task) {
        timers.add(nanoTime, task);
    }

    /** The loop's buffer, empty: valid until the step that asked for it ends. */
    ByteBuffer buffer() {
        return buffer.clear();
    }

    SelectionKey register(SocketChannel channel, NonBlockingSession session) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, SelectionKey.OP_READ, session);
    }
}
