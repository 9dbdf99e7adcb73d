package threadlab.bench.verdict;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import threadlab.support.Counted;

/**
 * The sentence on trials whose rate and latency do not fit together. By Little's law (Little, A Proof for the Queuing
 * Formula L = &lambda;W, Operations Research 9(3), 1961) their product is the number of messages in flight, which a
 * closed loop sets.
 */
final class LittlesLawSentence {
    private static final double TOLERANCE = 0.02;

    private LittlesLawSentence() {
    }

    /** Returns nothing if all trials for which that is known fit. */
    static Optional<String> of(RunRecord run) {
        List<Double> errors = run.trials().stream().flatMap(trial -> error(trial).stream()).toList();
        List<Double> large = errors.stream().filter(error -> Math.abs(error) > TOLERANCE).toList();
        return large.isEmpty()
                ? Optional.empty()
                : Optional.of("In " + large.size() + " of " + Counted.of(errors.size(), "trial")
                        + " rate and latency do not fit together: by Little's law they make up to "
                        + String.format(Locale.ROOT, "%.0f %%", 100 * large.stream().mapToDouble(Math::abs).max()
                                .orElseThrow())
                        + " more or less messages in flight than the sessions had. Something held the load or the "
                        + "server for a part of the window.");
    }

    /** Returns by what part the messages in flight are off, where all sessions always have as many. */
    private static Optional<Double> error(Trial trial) {
        LoadPoint load = trial.spec().loadPoint();
        Number inFlight = trial.result().metrics().get(Metric.IN_FLIGHT.key());
        Number unserved = trial.result().metrics().get(Metric.SESSIONS_UNSERVED.key());
        boolean isSet = load.ratePerSecond() == null && load.thinkTimeSeconds() == 0
                && (unserved == null || unserved.longValue() == 0);
        return inFlight == null || !isSet
                ? Optional.empty()
                : Optional.of(inFlight.doubleValue() / ((double) load.sessions() * load.depth()) - 1);
    }
}
