package threadlab.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/**
 * Records which thread did what, and when. The origin of its times is the moment of its construction. Thread-safe.
 */
public final class Recorder {
    private final LongSupplier nanoClock; // read by every recording thread
    private final long originNanos;
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>(); // every recording thread adds

    /** Starts at once. The clock counts nanoseconds since any moment, like {@link System#nanoTime}. */
    public Recorder(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.originNanos = nanoClock.getAsLong();
    }

    /** Runs the work on the calling thread and records it under the thread's name, unless it is interrupted. */
    public void span(String kind, String label, Work work) throws InterruptedException {
        long start = elapsedNanos();
        work.run();
        spans.add(new Span(Thread.currentThread().getName(), kind, label, start, elapsedNanos()));
    }

    /** Returns the nanoseconds since the origin. */
    public long elapsedNanos() {
        return nanoClock.getAsLong() - originNanos;
    }

    /** Returns all spans so far, by name of the thread and then by time, since threads record them in any order. */
    public List<Span> spans() {
        return spans.stream().sorted(Comparator.comparing(Span::lane).thenComparing(Span::startNanos)).toList();
    }
}
