package threadlab.bench.soak.report;

import java.util.List;
import threadlab.bench.soak.clients.SoakLoadReport;
import threadlab.bench.soak.drift.EndReasonBalance;
import threadlab.bench.soak.sampling.Residual;
import threadlab.bench.soak.sampling.Sample;

/**
 * What a run has seen; nothing is judged yet.
 *
 * @param cutShort somebody ended it early
 * @param accounts empty where the server could not be asked at the end, as {@code leftovers}
 * @param troubles of the server: what it complained of, or why it ended
 * @param serverCpuShare CPUs that the server kept busy under the load; null where that is not told
 * @param loadCpuShare the same of the load
 */
public record SoakFindings(boolean cutShort, List<Sample> samples, SoakLoadReport load, List<Residual> leftovers,
        List<EndReasonBalance> accounts, List<String> troubles, Double serverCpuShare, Double loadCpuShare) {
}
