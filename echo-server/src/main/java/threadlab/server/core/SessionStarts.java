package threadlab.server.core;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import threadlab.server.events.StartLatency;

/**
 * How long sessions waited until they first ran. Thread-safe, without a lock: a virtual thread that waited for one
 * would queue for a carrier again, and the measurement would change what it measures.
 */
public final class SessionStarts {
    /** Replaced as a whole, so that count, sum and maximum belong together. */
    private final AtomicReference<StartLatency> total = new AtomicReference<>(StartLatency.NONE);
    /** The sessions that first ran since {@link #takeRecent} was last called. */
    private final AtomicReference<StartLatency> recent = new AtomicReference<>(StartLatency.NONE);

    /** Called when a session first runs. */
    public void started(long startLatencyNanos) {
        total.updateAndGet(latency -> latency.plus(startLatencyNanos));
        recent.updateAndGet(latency -> latency.plus(startLatencyNanos));
    }

    public StartLatency total() {
        return Objects.requireNonNull(total.get());
    }

    /** Returns the start latencies of the sessions that first ran since the last call; each is in one answer only. */
    public StartLatency takeRecent() {
        return Objects.requireNonNull(recent.getAndSet(StartLatency.NONE));
    }
}
