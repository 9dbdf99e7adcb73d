package threadlab.demo;

import java.time.Duration;
import java.util.List;

/** One way to run both functions, as measured. */
record Part(Duration expected, long tookNanos, List<Span> spans) {

    String totals() {
        return "took " + Times.text(tookNanos) + ", expected " + Times.text(expected.toNanos());
    }
}
