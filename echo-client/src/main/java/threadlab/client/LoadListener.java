package threadlab.client;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Follows a run while it lasts. Called on the thread that runs the load. */
public interface LoadListener {

    /** The warm-up is over, the measured window begins. */
    default void measuring() {
    }

    /** The measured window has ended; the last echoes are still on their way. */
    default void measured() {
    }

    /**
     * A step of a tenth of a second or so.
     *
     * @param elapsed since full load began, warm-up included
     * @param latencies of the echoes since the last step, in nanoseconds; none during the warm-up
     * @param failures sessions that have failed so far
     */
    default void progress(Duration elapsed, long echoesPerSecond, Histogram latencies, long failures) {
    }
}
