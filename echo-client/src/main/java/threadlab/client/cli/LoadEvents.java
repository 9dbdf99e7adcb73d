package threadlab.client.cli;

import java.util.Map;

/** What a load reports on its control channel, besides a failure. */
public final class LoadEvents {
    private LoadEvents() {
    }

    /** The warm-up is over, and the measured window begins. */
    public record Measuring() {
    }

    /**
     * The load has ended.
     *
     * @param result the same object that {@code --json} writes
     */
    public record Result(Map<String, Object> result) {
    }
}
