package threadlab.bench.verdict;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import threadlab.bench.stats.MinMedianMax;

/**
 * The sentence on a candidate that does not serve all sessions alike. Its latencies are those of the sessions that it
 * does serve, and look the better the fewer these are.
 */
record UnservedSentence(Analysis analysis, String candidate) {
    private static final double UNFAIR = 0.5;

    /** Returns a sentence for each candidate that leaves out some sessions or gives a twentieth less than half. */
    static Stream<String> of(Analysis analysis) {
        return analysis.plan().candidates().stream()
                .flatMap(candidate -> new UnservedSentence(analysis, candidate).text().stream());
    }

    private Optional<String> text() {
        List<String> loads = analysis.summaries().stream().filter(summary -> summary.candidate().equals(candidate))
                .flatMap(summary -> at(summary).stream()).toList();
        return loads.isEmpty()
                ? Optional.empty()
                : Optional.of(candidate + " does not serve all sessions alike (medians of the rounds): "
                        + NumberFormat.listed(loads) + ". Its latencies are those of the sessions that are served.");
    }

    private Optional<String> at(Summary summary) {
        if (!isOn(summary)) {
            return Optional.empty();
        }
        String where = "at " + analysis.plan().where(summary.loadPoint()) + " ";
        double unserved = unserved(summary);
        return Optional.of(where + (unserved > 0
                ? NumberFormat.count(unserved) + " had no echo in the window"
                : "the slowest twentieth had " + NumberFormat.digits(fairness(summary)) + " of the mean"));
    }

    /** Returns whether this server leaves out some sessions, or gives a twentieth less than half. */
    static boolean isOn(Summary summary) {
        return unserved(summary) > 0 || fairness(summary) < UNFAIR;
    }

    private static double unserved(Summary summary) {
        return summary.spread(Metric.SESSIONS_UNSERVED).map(MinMedianMax::median).orElse(0.0);
    }

    private static double fairness(Summary summary) {
        return summary.spread(Metric.FAIRNESS).map(MinMedianMax::median).orElse(1.0);
    }
}
