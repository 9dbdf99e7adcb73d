package threadlab.server.eventloop;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** What an event loop will do later. It knows no clock: times are arguments. Not thread-safe. */
final class Timers {
    private record Timer(long at, Runnable task) {
    }

    private final PriorityQueue<Timer> waiting = new PriorityQueue<>(earliestFirst());

    /** Compares by difference, since the monotonic clock may overflow. */
    private static Comparator<Timer> earliestFirst() {
        return (one, other) -> Long.signum(one.at - other.at);
    }

    /** @param at nanoseconds on the monotonic clock */
    void add(long at, Runnable task) {
        waiting.add(new Timer(at, task));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Runs what is due. */
    void run(long now) {
        while (!waiting.isEmpty() && waiting.peek().at - now <= 0) {
            waiting.poll().task.run();
        }
    }

    /**
     * Returns the milliseconds until the next task, rounded up and at least 1, as a selector takes them; 0 if there is
     * none.
     */
    long millis(long now) {
        return waiting.isEmpty()
                ? 0
                : Math.max(1, Math.ceilDiv(waiting.peek().at - now, TimeUnit.MILLISECONDS.toNanos(1)));
    }
}
