package threadlab.demo;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Time that passes only in sleeps, and for each thread on its own: a new thread starts at the time of the thread that
 * made it. The thread that made this object reads the latest time of all, which is what it would see after a join.
 */
public final class FakeTime implements Sleeper, LongSupplier {
    private final Thread main = Thread.currentThread();
    private final AtomicLong latest = new AtomicLong(1_000);
    private final InheritableThreadLocal<Long> own = new InheritableThreadLocal<>();

    /** Starts at once, for the calling thread. */
    public FakeTime() {
        own.set(latest.get());
    }

    @Override
    public long getAsLong() {
        return Thread.currentThread() == main ? latest.get() : own.get();
    }

    @Override
    public void sleep(Duration time) {
        own.set(getAsLong() + time.toNanos());
        latest.accumulateAndGet(own.get(), Math::max);
    }
}
