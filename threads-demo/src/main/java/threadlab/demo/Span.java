package threadlab.demo;

import java.util.Objects;

/**
 * A stretch of time on a thread. Times are nanoseconds since the origin of the timeline. A span starts at the origin or
 * later, and does not end before it starts.
 *
 * @param lane the name of the thread
 * @param kind what the thread was doing; spans of one kind look alike in a picture
 * @param label the name of the span
 * @param startNanos when it started
 * @param endNanos when it ended
 */
public record Span(String lane, String kind, String label, long startNanos, long endNanos) {

    /** Throws {@link IllegalArgumentException} if the times are out of order. */
    public Span {
        Objects.requireNonNull(lane);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(label);
        if (startNanos < 0 || endNanos < startNanos) {
            throw new IllegalArgumentException("span " + label + " from " + startNanos + " to " + endNanos);
        }
    }
}
