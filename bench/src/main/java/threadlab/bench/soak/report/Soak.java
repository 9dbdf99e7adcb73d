package threadlab.bench.soak.report;

import java.util.List;
import threadlab.bench.soak.clients.SoakLoadReport;
import threadlab.bench.soak.clients.SoakPlan;
import threadlab.bench.soak.drift.Drift;
import threadlab.bench.soak.report.SoakObservations.CpuShare;
import threadlab.bench.soak.sampling.Residual;
import threadlab.bench.soak.sampling.Sample;
import threadlab.client.result.Environment;

/**
 * A soak and its verdict, as soak.json holds it; docs/soak.md describes the fields.
 *
 * @param schema {@link #SCHEMA}
 * @param samples in the order in which they were taken
 */
public record Soak(String schema, Run run, SoakPlan plan, Verdict verdict, SoakLoadReport clients, CpuShare cpuShare,
        List<Sample> samples) {
    /** Its number grows with every change that a reader must know of. */
    static final String SCHEMA = "threadlab-soak/3";

    /**
     * Circumstances of the run.
     *
     * @param command that repeats it
     * @param startedAt ISO 8601, UTC
     * @param cutShort whether somebody ended it early
     * @param serverCommand that started the server
     */
    public record Run(String command, String startedAt, double elapsedSeconds, boolean cutShort,
            Environment environment, List<String> serverCommand) {
    }

    /**
     * Judgement of the observations.
     *
     * @param held true if there are no violations, and the soak was long enough to find a drift
     * @param findings sentences, the headline first
     */
    public record Verdict(boolean held, List<String> findings, List<Drift> drifts, List<Residual> residuals,
            List<EndReasonBalance> endReasons) {
    }

    /** Judges what a run has observed. */
    public static Soak of(Run run, SoakPlan plan, SoakObservations observed) {
        List<Drift> drifts = Drift.of(observed.samples(), plan.tolerance());
        List<String> violations = Violations.of(observed, drifts);
        boolean held = violations.isEmpty() && drifts.stream().noneMatch(Drift::isTooShort);
        var verdict = new Verdict(held, SoakFindings.of(plan, observed, drifts, violations), drifts,
                observed.residuals(), observed.endReasons());
        return new Soak(SCHEMA, run, plan, verdict, observed.clients(), observed.cpuShare(), observed.samples());
    }
}
