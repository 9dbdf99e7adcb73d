package threadlab.bench.soak;

import java.util.List;

/**
 * What a run has seen; nothing is judged yet.
 *
 * @param cutShort somebody ended it early
 * @param accounts empty where the server could not be asked at the end, as {@code leftovers}
 * @param troubles of the server: what it complained of, or why it ended
 * @param serverCpuShare CPUs that the server kept busy under the load; null where that is not told
 * @param loadCpuShare the same of the load
 */
record Findings(boolean cutShort, List<Sample> samples, LoadReport load, List<Leftover> leftovers,
        List<Account> accounts, List<String> troubles, Double serverCpuShare, Double loadCpuShare) {
}
