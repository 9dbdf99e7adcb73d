package threadlab.client.result;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Follows a run while it lasts. Called on the thread that runs the load. */
public interface LoadListener {

    /**
     * What happened in an interval of about a tenth of a second.
     *
     * @param elapsed time since full load began, warm-up included
     * @param echoesPerSecond all echoes of the interval, also those of the warm-up and of probe sessions, per second
     * @param latencies of messages that were due in the measured window and whose echo came in this interval; reused
     *            for the next interval
     * @param failures sessions that have failed so far
     */
    record Interval(Duration elapsed, long echoesPerSecond, Latencies latencies, long failures) {
    }

    /** The warm-up is over, the measured window begins. */
    default void measuring() {
    }

    default void progress(Interval interval) {
    }

    /** The measured window has ended. One more interval follows, with the last echoes. */
    default void measured() {
    }

    /** The run has ended, for whatever reason. This is the last call. */
    default void ended() {
    }

    /** Returns a listener that calls all of these, in this order. */
    static LoadListener all(List<LoadListener> listeners) {
        return new LoadListener() {
            private void tell(Consumer<LoadListener> event) {
                listeners.forEach(event);
            }

            @Override
            public void measuring() {
                tell(LoadListener::measuring);
            }

            @Override
            public void progress(Interval interval) {
                tell(listener -> listener.progress(interval));
            }

            @Override
            public void measured() {
                tell(LoadListener::measured);
            }

            @Override
            public void ended() {
                tell(LoadListener::ended);
            }
        };
    }
}
