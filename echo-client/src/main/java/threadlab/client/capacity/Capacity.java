package threadlab.client.capacity;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a search has found. It follows from the steps.
 *
 * @param steps in their order; a rate that was not held is there twice
 * @param stopped somebody ended the search early
 */
public record Capacity(List<RateStep> steps, boolean stopped) {

    /** Above this part of the sessions with a message in flight, more of them might carry more. */
    private static final double SESSIONS_BUSY = 0.8;

    public Capacity {
        steps = List.copyOf(steps);
    }

    /** Returns the step with the highest rate that was held. */
    public Optional<RateStep> held() {
        return steps.stream().filter(RateStep::holds).max(Comparator.comparing(RateStep::ratePerSecond));
    }

    /** Returns the last step with the lowest rate that was not held even the second time. */
    public Optional<RateStep> notHeld() {
        double held = held().map(RateStep::ratePerSecond).orElse(0.0);
        return steps.reversed().stream().filter(step -> step.ratePerSecond() > held)
                .min(Comparator.comparing(RateStep::ratePerSecond));
    }

    /** Returns whether the load could not show how much more than {@link #held} the server holds. */
    public boolean loadWasLimit() {
        return !stopped && held().isPresent() && notHeld().map(RateStep::loadWasLimit).orElse(true);
    }

    /**
     * Returns whether the sessions may be the limit: a server that works on one message of a session at a time holds no
     * more than their number divided by the time of a message, which is that of the lowest rate that was held.
     */
    public boolean maySessionsBeLimit(int sessions) {
        double rate = held().map(RateStep::ratePerSecond).orElse(0.0);
        double micros = steps.stream().filter(RateStep::holds).min(Comparator.comparing(RateStep::ratePerSecond))
                .map(RateStep::p50Micros).orElse(0.0);
        return rate * micros / 1e6 > SESSIONS_BUSY * sessions;
    }

    /** Returns the highest rate that the server holds; empty if the search has not found it. */
    public Optional<Double> rate() {
        return stopped || loadWasLimit() ? Optional.empty() : held().map(RateStep::ratePerSecond);
    }
}
