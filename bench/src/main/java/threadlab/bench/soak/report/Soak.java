package threadlab.bench.soak.report;

import java.util.List;
import threadlab.bench.soak.clients.MisbehavingReport;
import threadlab.bench.soak.clients.VerifiedLoadReport;
import threadlab.bench.soak.drift.Drift;
import threadlab.bench.soak.drift.EndReasonBalance;
import threadlab.bench.soak.plan.SoakPlan;
import threadlab.bench.soak.sampling.Residual;
import threadlab.bench.soak.sampling.Sample;
import threadlab.client.result.Environment;

/**
 * A soak and what it showed, as soak.json holds it; docs/soak.md describes it.
 *
 * @param schema {@link #SCHEMA}; a change that readers must know of changes its number
 * @param command what to type to repeat it
 * @param startedAt ISO 8601, UTC
 * @param cutShort somebody ended it early: judged is what there was
 * @param held nothing drifts, nothing is left, and no error is unexplained
 * @param answer the verdict in sentences, the first of them the headline
 * @param samples in the order in which they were taken
 */
public record Soak(String schema, String command, String startedAt, double elapsedSeconds, boolean cutShort,
        Environment environment, SoakPlan plan, List<String> serverCommand, boolean held, List<String> answer,
        List<Drift> drifts, List<Residual> leftovers, List<EndReasonBalance> accounts, List<VerifiedLoadReport> honest,
        List<MisbehavingReport> rude, Double serverCpuShare, Double loadCpuShare, List<Sample> samples) {
    static final String SCHEMA = "threadlab-soak/1";

    /** How it came about. */
    public record Origin(String command, String startedAt, double elapsedSeconds, Environment environment,
            List<String> serverCommand) {
    }

    /** Judges it. */
    public static Soak of(Origin origin, SoakPlan plan, SoakFindings found) {
        List<Drift> drifts = Drift.of(found.samples(), plan.tolerance());
        List<String> problems = Violations.of(found, drifts);
        return new Soak(SCHEMA, origin.command, origin.startedAt, origin.elapsedSeconds, found.cutShort(),
                origin.environment, plan, origin.serverCommand, problems.isEmpty(),
                SoakAnswer.sentences(plan, found, drifts, problems), drifts, found.leftovers(), found.accounts(),
                found.load().honest(), found.load().rude(), found.serverCpuShare(), found.loadCpuShare(),
                found.samples());
    }
}
