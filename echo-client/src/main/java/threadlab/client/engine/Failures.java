package threadlab.client.engine;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import threadlab.client.verify.Failure;

/** Counts failures by kind and keeps the first one's story. Safe for any thread. */
public final class Failures {
    /** Guarded by this. */
    private final Map<Failure, Long> counts = new EnumMap<>(Failure.class);
    /** Guarded by this; null until something failed. */
    private String first;

    synchronized void add(Failure failure, int session, String story) {
        counts.merge(failure, 1L, Long::sum);
        if (first == null) {
            first = failure + " in session " + session + ": " + story;
        }
    }

    /** In the order of the kinds. */
    synchronized Map<Failure, Long> counts() {
        return Collections.unmodifiableMap(new EnumMap<>(counts));
    }

    public synchronized long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized String first() {
        return first;
    }
}
