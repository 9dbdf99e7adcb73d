package threadlab.bench.soak.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import threadlab.bench.soak.clients.MisbehavingReport;
import threadlab.bench.soak.clients.SoakPlan;
import threadlab.bench.soak.clients.VerifiedLoadReport;
import threadlab.bench.soak.drift.Drift;
import threadlab.bench.soak.drift.DriftVerdict;
import threadlab.bench.soak.sampling.Sample;
import threadlab.bench.verdict.NumberFormat;

/** Puts the verdict of a soak into sentences. */
final class SoakFindings {
    private SoakFindings() {
    }

    /** Returns the headline, then what was wrong, then what limits the verdict. */
    static List<String> of(SoakPlan plan, SoakObservations observed, List<Drift> drifts, List<String> violations) {
        List<String> sentences = new ArrayList<>();
        sentences.add(headline(observed, drifts, violations));
        sentences.addAll(violations);
        sentences.add(traffic(observed));
        if (observed.cutShort()) {
            sentences.add(cutShort(plan, observed.samples()));
        }
        withVerdict(drifts, DriftVerdict.WITHIN_TOLERANCE, "Rises by no more than the tolerance, which is "
                + NumberFormat.percent(plan.tolerance()) + " of the level").forEach(sentences::add);
        withVerdict(drifts, DriftVerdict.FALLS, "Falls, which is no leak").forEach(sentences::add);
        return sentences;
    }

    private static String headline(SoakObservations observed, List<Drift> drifts, List<String> violations) {
        if (!violations.isEmpty()) {
            return "The soak did not hold.";
        }
        List<String> unjudged = drifts.stream().filter(Drift::isTooShort)
                .map(Drift::resource).toList();
        return (unjudged.isEmpty()
                ? "The soak held: no drift is shown"
                : "Too short to tell whether there is a drift of " + NumberFormat.listed(unjudged))
                + (observed.residuals().isEmpty()
                        ? "."
                        : ", nothing is left after the load, and all sessions ended as expected.");
    }

    private static String traffic(SoakObservations observed) {
        List<VerifiedLoadReport> verified = observed.clients().verified();
        long failed = verified.stream().mapToLong(load -> load.failures().total()).sum();
        return String.format(Locale.ROOT,
                "%,d verified sessions had %,d echoes, every byte compared, and %s failed; there were also %,d "
                        + "misbehaving clients.",
                verified.stream().mapToLong(VerifiedLoadReport::sessions).sum(),
                verified.stream().mapToLong(VerifiedLoadReport::echoes).sum(),
                failed == 0 ? "none" : String.format(Locale.ROOT, "%,d", failed),
                observed.clients().misbehaving().stream().mapToLong(MisbehavingReport::connections).sum());
    }

    private static String cutShort(SoakPlan plan, List<Sample> samples) {
        double last = samples.stream().filter(sample -> !sample.phase().equals(Sample.AFTER))
                .mapToDouble(Sample::seconds).max().orElse(0);
        return String.format(Locale.ROOT, "It was cut short after %.0f of %.0f s; the verdict is on this part.", last,
                plan.durationSeconds());
    }

    private static Stream<String> withVerdict(List<Drift> drifts, DriftVerdict verdict, String meaning) {
        return drifts.stream().filter(drift -> drift.verdict() == verdict)
                .map(drift -> meaning + ": " + Violations.rate(drift));
    }
}
