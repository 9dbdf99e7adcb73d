package threadlab.client.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs the sessions of a {@link SessionPool} on one thread: waits until a socket is ready, a timer is due or a task has
 * come, whichever is first. A loop rather than a thread per session, since the load must be cheaper than the servers
 * that it measures. Not thread-safe unless a method says so; used by the thread that runs it.
 */
final class EventLoop implements Runnable {
    private static final int BUFFER = 64 * 1024;
    /** A selector waits for whole milliseconds. If a timer is due sooner, the loop polls the sockets this often. */
    private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    /** The attachment of a selected key. */
    interface Handler {
        void ready();
    }

    private record Timer(long time, Runnable action) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return Long.compare(time - other.time, 0);
        }
    }

    private final Selector selector = Selector.open();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    /** From other threads to the loop's thread. */
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Indexed by phase. */
    private final PhaseStats[] stats;
    private final ByteBuffer out = buffer();
    private final ByteBuffer in = buffer();
    private final ByteBuffer scratch = buffer();
    private final SessionPool pool;
    private volatile boolean abandoned;
    /** The exception that ended the loop too early. */
    private volatile @Nullable Exception problem;

    /** @param index of this loop among {@code loops}, which share the sessions */
    EventLoop(Run run, int index, int loops) throws IOException {
        stats = new PhaseStats[]{PhaseStats.with(run.budget()),
                PhaseStats.with(MessageBudget.ofWarmUp(run.plan().limit()))};
        pool = new SessionPool(run, this, index, loops);
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    }

    SessionPool pool() {
        return pool;
    }

    /** Returns the latencies of the measured window. */
    LatencyRecorder latencies() {
        return stats[MeasurementWindow.MEASURED].latencies();
    }

    /** Returns the counters of the measured window, which also count what does not depend on the window. */
    Counters counters() {
        return stats[MeasurementWindow.MEASURED].counters();
    }

    PhaseStats stats(int phase) {
        return stats[phase];
    }

    /** Runs a task soon on the loop's thread. Thread-safe. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Abandons the sessions that are still open. Thread-safe. */
    void abandon() {
        abandoned = true;
        selector.wakeup();
    }

    /** Throws if an exception ended the loop too early. Thread-safe; called once the loop has ended. */
    void checkHealth() {
        if (problem != null) {
            throw new IllegalStateException("a loop of the load ended", problem);
        }
    }

    @Override
    public void run() {
        try (selector) {
            pool.connector().connectInitial();
            while (!abandoned && !pool.isOver()) {
                await();
                runTasks();
                runDueTimers();
            }
        } catch (IOException | RuntimeException e) {
            problem = e;
        } finally {
            pool.abandon(); // so that every session is counted, whatever ended the loop
        }
    }

    /** Waits for a socket, a task or the first timer, and handles the sockets that are ready. */
    private void await() throws IOException {
        long left = timers.isEmpty() ? Long.MAX_VALUE : timers.peek().time - System.nanoTime();
        if (left >= MILLI) {
            selector.select(EventLoop::handle, left == Long.MAX_VALUE ? 0 : left / MILLI);
        } else if (selector.selectNow(EventLoop::handle) == 0 && left > 0) {
            LockSupport.parkNanos(Math.min(left, POLL_NANOS));
        }
    }

    private static void handle(SelectionKey key) {
        ((Handler) key.attachment()).ready();
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Runs as many timers as there were, so that new ones cannot keep the loop from its sockets. */
    private void runDueTimers() {
        for (int left = timers.size(); left > 0 && !abandoned && isDue(timers.peek()); left--) {
            timers.poll().action.run();
        }
    }

    private static boolean isDue(@Nullable Timer timer) {
        return timer != null && timer.time - System.nanoTime() <= 0;
    }

    void at(long time, Runnable action) {
        timers.add(new Timer(time, action));
    }

    /** Cancels the timers with that action. */
    void cancel(Runnable action) {
        timers.removeIf(timer -> timer.action == action);
    }

    Selector selector() {
        return selector;
    }

    /** Returns the empty buffer for sending, which is valid during a session's step. */
    ByteBuffer out() {
        return out.clear();
    }

    /** Returns the empty buffer for receiving, which is valid during a session's step. */
    ByteBuffer in() {
        return in.clear();
    }

    /** Returns an empty buffer for expected bytes, which is valid during a session's step. */
    ByteBuffer scratch() {
        return scratch.clear();
    }
}
