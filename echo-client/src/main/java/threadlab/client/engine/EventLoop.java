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

/**
 * Drives a {@link SessionPool} of sessions on one thread: waits until a socket is ready, a time has come or something is
 * to be done, whichever is first. A loop rather than a thread per session, since the load must be cheaper than the
 * servers that it measures.
 */
public final class EventLoop implements Runnable {
    private static final int BUFFER = 64 * 1024;
    /** A selector waits in milliseconds; below that the loop looks at the sockets this often. */
    private static final long GLANCE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    /** What a selected key has attached. */
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
    /** From other threads to this loop's. */
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** By phase. */
    private final PhaseStats[] tallies;
    private final ByteBuffer out = buffer();
    private final ByteBuffer in = buffer();
    private final ByteBuffer expected = buffer();
    private final SessionPool population;
    private volatile boolean abandoned;
    /** What ended the loop before its time; null if nothing did. */
    private volatile Exception problem;

    /** The loop numbered {@code index} of {@code loops}, which has that part of all sessions. */
    public EventLoop(Run run, int index, int loops) throws IOException {
        tallies = new PhaseStats[]{PhaseStats.with(run.quota()),
                PhaseStats.with(MessageBudget.ofWarmUp(run.plan().extent()))};
        population = new SessionPool(run, this, index, loops);
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    }

    public SessionPool population() {
        return population;
    }

    /** Of the measured window. */
    public LatencyRecorder latencies() {
        return tallies[MeasurementWindow.MEASURED].latencies();
    }

    /** Of the measured window, and of the whole run what does not depend on it. */
    public Counters counts() {
        return tallies[MeasurementWindow.MEASURED].counts();
    }

    PhaseStats tally(int phase) {
        return tallies[phase];
    }

    /** Runs it soon on the loop's thread. From any thread. */
    public void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Gives up on the sessions that are still open. From any thread. */
    void abandon() {
        abandoned = true;
        selector.wakeup();
    }

    /** Throws what ended the loop before its time. Once it has ended. */
    void checkHealth() {
        if (problem != null) {
            throw new IllegalStateException("a loop of the load ended", problem);
        }
    }

    @Override
    public void run() {
        try (selector) {
            population.connector().connectHeld();
            while (!abandoned && !population.isOver()) {
                await();
                runTasks();
                runDueTimers();
            }
        } catch (IOException | RuntimeException e) {
            problem = e;
        } finally {
            population.abandon(); // whatever ended the loop, no session goes uncounted
        }
    }

    /** Waits for a socket, a task or the first timer; handles the sockets that are ready. */
    private void await() throws IOException {
        long left = timers.isEmpty() ? Long.MAX_VALUE : timers.peek().time - System.nanoTime();
        if (left >= MILLI) {
            selector.select(EventLoop::handle, left == Long.MAX_VALUE ? 0 : left / MILLI);
        } else if (selector.selectNow(EventLoop::handle) == 0 && left > 0) {
            LockSupport.parkNanos(Math.min(left, GLANCE_NANOS));
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

    /** As many as there were, so that those that follow from them do not keep the loop from its sockets. */
    private void runDueTimers() {
        for (int left = timers.size(); left > 0 && !abandoned && isDue(timers.peek()); left--) {
            timers.poll().action.run();
        }
    }

    private static boolean isDue(Timer timer) {
        return timer != null && timer.time - System.nanoTime() <= 0;
    }

    /** The loop's thread's, as the methods that follow. */
    void at(long time, Runnable action) {
        timers.add(new Timer(time, action));
    }

    /** Forgets an action that was to be run {@link #at} a time. */
    void cancel(Runnable action) {
        timers.removeIf(timer -> timer.action == action);
    }

    public Selector selector() {
        return selector;
    }

    /** Empty; valid until the session's step ends. */
    ByteBuffer out() {
        return out.clear();
    }

    /** Empty; valid until the session's step ends. */
    ByteBuffer in() {
        return in.clear();
    }

    /** Empty; valid until the session's step ends. */
    ByteBuffer expected() {
        return expected.clear();
    }
}
