package threadlab.demo;

import java.time.Duration;
import java.util.List;
import threadlab.demo.TimelineSvg.Mark;
import threadlab.demo.TimelineSvg.Panel;

/**
 * The measurement of one way to run both functions.
 *
 * @param expected the time that it should take
 * @param tookNanos the time that it took
 */
public record Part(Duration expected, long tookNanos, List<Span> spans) {

    String totals() {
        return "took " + Times.text(tookNanos) + ", expected " + Times.text(expected.toNanos());
    }

    /** Returns its timeline, with a mark at the expected end. */
    public Panel panel(String title) {
        long expectedNanos = expected.toNanos();
        return new Panel(title + ": " + Times.text(tookNanos), spans,
                List.of(new Mark("expected " + Times.text(expectedNanos), expectedNanos)));
    }
}
