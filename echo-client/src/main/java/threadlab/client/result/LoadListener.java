package threadlab.client.result;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Follows a run while it lasts. Called on the thread that runs the load. */
public interface LoadListener {

    /**
     * What happened in a tenth of a second or so.
     *
     * @param elapsed since full load began, warm-up included
     * @param echoesPerSecond all that came back in this step, in the warm-up too and of newcomers too, by its length
     * @param latencies of the messages that were due in the measured window and whose echo came in this step; reused
     *            for the next step
     * @param failures sessions that have failed so far
     */
    record Step(Duration elapsed, long echoesPerSecond, Latencies latencies, long failures) {
    }

    /** The warm-up is over, the measured window begins. */
    default void measuring() {
    }

    default void progress(Step step) {
    }

    /** The measured window has ended; the last echoes are still on their way, and one step is to come with them. */
    default void measured() {
    }

    /** No more is to come, whatever the reason. */
    default void ended() {
    }

    /** Tells all of them, in this order. */
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
            public void progress(Step step) {
                tell(listener -> listener.progress(step));
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
