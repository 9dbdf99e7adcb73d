package threadlab.bench.soak.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import threadlab.bench.soak.clients.MisbehavingReport;
import threadlab.bench.soak.clients.VerifiedLoadReport;
import threadlab.bench.soak.drift.Drift;
import threadlab.bench.soak.drift.DriftVerdict;
import threadlab.bench.soak.plan.SoakPlan;
import threadlab.bench.soak.sampling.Sample;
import threadlab.bench.verdict.NumberFormat;

/** The verdict of a soak in sentences. Pure. */
final class SoakAnswer {
    private SoakAnswer() {
    }

    /** The headline first, then what was wrong, then how far it can be trusted. */
    static List<String> sentences(SoakPlan plan, SoakFindings found, List<Drift> drifts, List<String> problems) {
        List<String> sentences = new ArrayList<>();
        sentences.add(headline(found, drifts, problems));
        sentences.addAll(problems);
        sentences.add(traffic(found));
        if (found.cutShort()) {
            sentences
                    .add(String.format(Locale.ROOT, "It was cut short, after %.0f of %.0f s: judged is what there was.",
                            found.samples().stream().filter(sample -> !sample.phase().equals(Sample.AFTER))
                                    .mapToDouble(Sample::seconds).max().orElse(0),
                            plan.durationSeconds()));
        }
        few(drifts, DriftVerdict.WITHIN_TOLERANCE, "Rises by no more than the " + NumberFormat.percent(plan.tolerance())
                + " of its level that are tolerated").forEach(sentences::add);
        few(drifts, DriftVerdict.FALLS, "Falls, which leaks nothing").forEach(sentences::add);
        return sentences;
    }

    private static String headline(SoakFindings found, List<Drift> drifts, List<String> problems) {
        if (!problems.isEmpty()) {
            return "The soak did not hold.";
        }
        boolean judged = drifts.stream().noneMatch(drift -> drift.verdict() == DriftVerdict.TOO_SHORT)
                && drifts.stream().anyMatch(drift -> drift.verdict() != DriftVerdict.NOT_TOLD);
        String drift = judged ? "no drift is shown" : "whether anything drifts cannot be told of so few samples";
        return "The soak held: " + drift + (found.leftovers().isEmpty()
                ? "."
                : ", nothing is left after the load, and every end of a session is explained.");
    }

    private static String traffic(SoakFindings found) {
        long sessions = found.load().honest().stream().mapToLong(VerifiedLoadReport::sessions).sum();
        long echoes = found.load().honest().stream().mapToLong(VerifiedLoadReport::echoes).sum();
        long failed = found.load().honest().stream().mapToLong(VerifiedLoadReport::failed).sum();
        long rude = found.load().rude().stream().mapToLong(MisbehavingReport::visits).sum();
        return String.format(Locale.ROOT,
                "%,d honest sessions had %,d echoes, every byte compared, and %s failed; beside them came %,d rude "
                        + "clients.",
                sessions, echoes, failed == 0 ? "none" : String.format(Locale.ROOT, "%,d", failed), rude);
    }

    private static Stream<String> few(List<Drift> drifts, DriftVerdict verdict, String what) {
        return drifts.stream().filter(drift -> drift.verdict() == verdict)
                .map(drift -> what + ": " + Violations.rate(drift));
    }
}
