package threadlab.bench.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import threadlab.bench.jvm.JvmSetup;
import threadlab.bench.process.ServerProcess;
import threadlab.bench.verdict.ServerSetup;
import threadlab.support.IoErrors;
import threadlab.support.control.Jvm;

/** Starts a server in each JVM of a run once, before anything is measured: a JVM that cannot be used is told then. */
final class JvmProbe {
    private final CpuAffinity cpuAffinity;
    private final List<String> remarks;
    private final Map<Key, ServerSetup.Jvm> known = new HashMap<>();

    /** @param carriers since not each Java can have as many as pay */
    private record Key(JvmSetup setup, @Nullable CpuLimit limit, List<String> carriers) {
    }

    private JvmProbe(CpuAffinity cpuAffinity, List<String> remarks) {
        this.cpuAffinity = cpuAffinity;
        this.remarks = remarks;
    }

    /**
     * Returns what the candidates run on.
     *
     * @param remarks gets what the JVMs warn of
     * @throws IOException in one line, with what the JVM itself said, if one of them does not start
     */
    static List<ServerSetup> setups(List<Candidate> candidates, CpuAffinity cpuAffinity, List<String> remarks)
            throws IOException, InterruptedException {
        var probe = new JvmProbe(cpuAffinity, remarks);
        List<ServerSetup> setups = new ArrayList<>();
        for (Candidate candidate : candidates) {
            CpuLimit limit = candidate.limit();
            setups.add(new ServerSetup(candidate.name(), candidate.jvm() == null ? null : probe.jvm(candidate),
                    limit == null ? null : limit.cpus()));
        }
        return setups;
    }

    private ServerSetup.Jvm jvm(Candidate candidate) throws IOException, InterruptedException {
        JvmSetup setup = Objects.requireNonNull(candidate.jvm());
        var key = new Key(setup, candidate.limit(), candidate.carriers());
        ServerSetup.Jvm jvm = known.get(key);
        if (jvm == null) {
            jvm = started(candidate, setup);
            known.put(key, jvm);
        }
        return jvm;
    }

    private ServerSetup.Jvm started(Candidate candidate, JvmSetup setup) throws IOException, InterruptedException {
        try (var server = ServerProcess.start(cpuAffinity.server(candidate.command(List.of(), null)))) {
            Jvm told = server.jvm();
            server.stop();
            if (!server.text().isEmpty()) {
                remarks.add(candidate.name() + " said when it was started: " + server.text());
            }
            return new ServerSetup.Jvm(told.version(), told.vendor(), setup.home().toString(), setup.flags(),
                    told.processors(), told.parallelism());
        } catch (IOException e) {
            throw new IOException(candidate.name() + ": " + IoErrors.text(e), e);
        }
    }

    /**
     * Refuses to go on with a run on other JVMs than those that it was begun on.
     *
     * @param then null if that is not known
     * @throws IOException in one line
     */
    static void checkSame(@Nullable List<ServerSetup> then, List<ServerSetup> now) throws IOException {
        for (ServerSetup setup : now) {
            for (ServerSetup begun : then == null ? List.<ServerSetup>of() : then) {
                if (begun.candidate().equals(setup.candidate()) && !begun.equals(setup)) {
                    throw new IOException("the run was begun with " + begun.text() + ", and this is " + setup.text()
                            + ": begin a new run");
                }
            }
        }
    }
}
