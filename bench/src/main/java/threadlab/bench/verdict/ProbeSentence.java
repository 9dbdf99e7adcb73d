package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import threadlab.support.Durations;

/**
 * The sentence on how long probe sessions waited beside the most sessions, where servers differ most in this. A wait
 * that nobody has seen the end of is no figure: it says how many were not served.
 */
final class ProbeSentence {
    private ProbeSentence() {
    }

    static Optional<String> of(Analysis analysis) {
        return analysis.summaries().stream()
                .filter(summary -> summary.spread(Metric.PROBE_WAIT_MAX).isPresent()).map(Summary::loadPoint)
                .max(Comparator.comparing(LoadPoint::sessions)).map(loadPoint -> at(loadPoint, analysis));
    }

    private static String at(LoadPoint loadPoint, Analysis analysis) {
        List<String> waits = new ArrayList<>();
        List<String> unserved = new ArrayList<>();
        for (String candidate : analysis.plan().candidates()) {
            long without = sum(Metric.PROBES_UNSERVED, candidate, loadPoint, analysis.run());
            long all = sum(Metric.PROBES, candidate, loadPoint, analysis.run());
            if (without > 0) {
                unserved.add(NumberFormat.count(without) + (all > 0 ? " of " + NumberFormat.count(all) : "") + " at "
                        + candidate);
            } else {
                analysis.summary(candidate, loadPoint).flatMap(summary -> summary.spread(Metric.PROBE_WAIT_MAX))
                        .ifPresent(wait -> waits.add(NumberFormat.millis(wait.median()) + " at " + candidate));
            }
        }
        String load = "beside " + NumberFormat.sessions(loadPoint.sessions()) + " under full load";
        String ended = " had no echo before the " + Durations.format(analysis.plan().timing().window())
                + " measured were over";
        if (waits.isEmpty()) {
            return "Of the probe sessions that came " + load + ", " + NumberFormat.listed(unserved) + ended + ".";
        }
        return "A probe session that came " + load + " waited for its first echo at most (median of the rounds) "
                + NumberFormat.listed(waits) + (unserved.isEmpty() ? "" : "; " + NumberFormat.listed(unserved) + ended)
                + ".";
    }

    private static long sum(Metric metric, String candidate, LoadPoint loadPoint, RunRecord run) {
        return run.trials().stream()
                .filter(trial -> trial.spec().candidate().equals(candidate)
                        && trial.spec().loadPoint().equals(loadPoint))
                .map(metric::of).mapToLong(value -> value == null ? 0 : Math.round(value)).sum();
    }
}
