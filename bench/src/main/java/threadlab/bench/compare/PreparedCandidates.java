package threadlab.bench.compare;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import threadlab.bench.process.ServerProcess;
import threadlab.bench.verdict.ServerSetup;
import threadlab.server.Endpoint;
import threadlab.server.cli.BackendMain;
import threadlab.support.ChildProcesses;
import threadlab.support.IoErrors;

/**
 * The candidates of a run, whose servers can be started.
 *
 * @param servers what they run on
 * @param groups in which they run; they are removed when this is closed
 * @param backend which they call; it ends when this is closed; null if they call none
 */
record PreparedCandidates(List<Candidate> candidates, CpuAffinity cpuAffinity, List<ServerSetup> servers,
        CpuGroups groups, @Nullable ServerProcess backend) implements AutoCloseable {

    /**
     * Makes the control groups of the candidates, and starts their backend, and each JVM once.
     *
     * @param needBackend whether they call a backend; all call the same one, on the CPUs of the load
     * @param remarks gets what is not as it should be, a sentence each
     * @throws IOException in one line, if a quota cannot be set, a JVM cannot be used, or the backend does not start
     */
    static PreparedCandidates of(List<Candidate> candidates, boolean needBackend, List<String> remarks)
            throws IOException, InterruptedException {
        Optional<CpuLimit> most = candidates.stream().map(Candidate::limit).filter(Objects::nonNull)
                .max(Comparator.comparing(CpuLimit::cpus));
        CpuAffinity here = CpuAffinity.here();
        CpuAffinity cpuAffinity = most.isEmpty() ? here : here.withServerOn((int) Math.ceil(most.get().cpus()));
        var groups = new CpuGroups();
        ServerProcess backend = needBackend ? startedBackend(cpuAffinity) : null;
        try {
            List<Candidate> enforced = groups.enforce(calling(candidates, backend), cpuAffinity, remarks);
            return new PreparedCandidates(enforced, cpuAffinity, JvmProbe.setups(enforced, cpuAffinity, remarks),
                    groups, backend);
        } catch (IOException | InterruptedException e) {
            close(groups, backend);
            throw e;
        }
    }

    private static ServerProcess startedBackend(CpuAffinity cpuAffinity) throws IOException, InterruptedException {
        try {
            return ServerProcess.start(cpuAffinity.load(
                    ChildProcesses.javaCommand(List.of(), BackendMain.class, "--port", "0", "--control", "-")));
        } catch (IOException e) {
            throw new IOException("the backend: " + IoErrors.text(e), e);
        }
    }

    private static List<Candidate> calling(List<Candidate> candidates, @Nullable ServerProcess backend) {
        return backend == null
                ? candidates
                : candidates.stream().map(candidate -> candidate.with(
                        List.of("--backend", Endpoint.DEFAULT_HOST + ":" + backend.port()))).toList();
    }

    private static void close(CpuGroups groups, @Nullable ServerProcess backend) {
        groups.close();
        if (backend != null) {
            backend.close();
        }
    }

    @Override
    public void close() {
        close(groups, backend);
    }
}
