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

    /** Returns the highest rate that the server holds; empty if the search has not found it. */
    public Optional<Double> rate() {
        return stopped || loadWasLimit() ? Optional.empty() : held().map(RateStep::ratePerSecond);
    }
}
