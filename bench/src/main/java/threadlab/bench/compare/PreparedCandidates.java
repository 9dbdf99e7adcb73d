package threadlab.bench.compare;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import threadlab.bench.verdict.ServerSetup;

/**
 * The candidates of a run, whose servers can be started.
 *
 * @param servers what they run on
 * @param groups in which they run; they are removed when this is closed
 */
record PreparedCandidates(List<Candidate> candidates, CpuAffinity cpuAffinity, List<ServerSetup> servers,
        CpuGroups groups) implements AutoCloseable {

    /**
     * Makes the control groups of the candidates, and starts each JVM once.
     *
     * @param remarks gets what is not as it should be, a sentence each
     * @throws IOException in one line, if a quota cannot be set, or a JVM cannot be used
     */
    static PreparedCandidates of(List<Candidate> candidates, List<String> remarks)
            throws IOException, InterruptedException {
        Optional<CpuLimit> most = candidates.stream().map(Candidate::limit).filter(Objects::nonNull)
                .max(Comparator.comparing(CpuLimit::cpus));
        CpuAffinity here = CpuAffinity.here();
        CpuAffinity cpuAffinity = most.isEmpty() ? here : here.withServerOn((int) Math.ceil(most.get().cpus()));
        var groups = new CpuGroups();
        try {
            List<Candidate> enforced = groups.enforce(candidates, cpuAffinity, remarks);
            return new PreparedCandidates(enforced, cpuAffinity, JvmProbe.setups(enforced, cpuAffinity, remarks),
                    groups);
        } catch (IOException | InterruptedException e) {
            groups.close();
            throw e;
        }
    }

    @Override
    public void close() {
        groups.close();
    }
}
