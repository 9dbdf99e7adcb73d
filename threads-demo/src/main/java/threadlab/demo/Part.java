package threadlab.demo;

import java.time.Duration;
import java.util.List;
import threadlab.demo.TimelineSvg.Mark;
import threadlab.demo.TimelineSvg.Panel;

/**
 * One way to run both functions, as measured.
 *
 * @param expected what it should take
 * @param tookNanos what it took
 */
public record Part(Duration expected, long tookNanos, List<Span> spans) {

    String totals() {
        return "took " + Times.text(tookNanos) + ", expected " + Times.text(expected.toNanos());
    }

    /** Its timeline, with a mark where it should end. */
    public Panel panel(String title) {
        long expectedNanos = expected.toNanos();
        return new Panel(title + ": " + Times.text(tookNanos), spans,
                List.of(new Mark("expected " + Times.text(expectedNanos), expectedNanos)));
    }
}
