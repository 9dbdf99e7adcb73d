package threadlab.client.engine;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import threadlab.client.result.LoadResult;
import threadlab.client.verify.Failure;

/** Counts failed sessions by kind and keeps the details of the first one. Thread-safe. */
final class FailureCounter {
    /** Guarded by this. */
    private final Map<Failure, Long> counts = new EnumMap<>(Failure.class);
    /** Guarded by this. */
    private @Nullable String first;

    synchronized void add(Failure failure, int session, String detail) {
        counts.merge(failure, 1L, Long::sum);
        if (first == null) {
            first = failure + " in session " + session + ": " + detail;
        }
    }

    /** Returns what has failed so far. */
    synchronized LoadResult.Failures failures() {
        return new LoadResult.Failures(Collections.unmodifiableMap(new EnumMap<>(counts)), first);
    }

    synchronized long total() {
        return failures().total();
    }
}
