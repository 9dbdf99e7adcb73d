package threadlab.bench.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import threadlab.bench.process.CpuGroup;
import threadlab.support.IoErrors;

/**
 * The control groups of a run, one for each quota. Where none can be made, whole numbers of CPUs are kept with taskset.
 */
final class CpuGroups implements AutoCloseable {
    private final Map<CpuLimit, CpuGroup> groups = new LinkedHashMap<>();

    /**
     * Returns the candidates with what enforces their limits.
     *
     * @param remarks gets a sentence if it is taskset that does
     * @throws IOException in one line, if nothing can
     */
    List<Candidate> enforce(List<Candidate> candidates, CpuAffinity cpuAffinity, List<String> remarks)
            throws IOException, InterruptedException {
        List<CpuLimit> limits = candidates.stream().map(Candidate::limit).filter(Objects::nonNull).distinct().toList();
        try {
            for (CpuLimit limit : limits) {
                groups.put(limit, CpuGroup.of(limit.cpus()));
            }
        } catch (IOException e) {
            close();
            return pinned(candidates, cpuAffinity, limits, IoErrors.text(e), remarks);
        }
        return candidates.stream().map(candidate -> {
            CpuGroup group = groups.get(candidate.limit());
            return group == null ? candidate : candidate.enforced(group.entering());
        }).toList();
    }

    static List<Candidate> pinned(List<Candidate> candidates, CpuAffinity cpuAffinity, List<CpuLimit> limits,
            String problem, List<String> remarks) throws IOException {
        for (CpuLimit limit : limits) {
            if (!limit.isWhole() || cpuAffinity.serverCpus() == null) {
                throw new IOException("cpus is " + limit.number() + ", and no control group with that quota can be "
                        + "made: " + problem + "; allowed without: whole numbers, where there is taskset");
            }
        }
        remarks.add("Each server has as many CPUs as it may use, by taskset, since no control group with a quota can be"
                + " made: " + problem + ".");
        List<Candidate> pinned = new ArrayList<>();
        for (Candidate candidate : candidates) {
            CpuLimit limit = candidate.limit();
            pinned.add(limit == null ? candidate : candidate.enforced(cpuAffinity.server((int) limit.cpus())));
        }
        return pinned;
    }

    @Override
    public void close() {
        groups.values().forEach(CpuGroup::close);
    }
}
