package threadlab.bench.compare;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Plan;
import threadlab.client.preflight.ResourceLimits;
import threadlab.server.ThreadModel;
import threadlab.support.ChildProcesses;

/** Looks for what would spoil a run before it begins. */
final class Preflight {
    /** If other programs use more of the CPUs than this share, the report says so. */
    private static final double BUSY_SHARE = 0.1;
    private static final long SAMPLE_MILLIS = 500;

    private Preflight() {
    }

    /**
     * Returns the plan if this machine can carry it.
     *
     * @throws IOException in one line, if it cannot
     */
    static Plan checked(Plan plan) throws IOException {
        for (LoadPoint loadPoint : plan.loadPoints()) {
            Optional<String> shortage = shortage(loadPoint, plan);
            if (shortage.isPresent()) {
                throw new IOException(shortage.get());
            }
        }
        return plan;
    }

    /**
     * Returns the plan without the loads that this machine cannot carry.
     *
     * @param remarks gets a sentence for each load that was left out
     * @throws IOException in one line, if no load is left
     */
    static Plan fitting(Plan plan, List<String> remarks) throws IOException {
        List<LoadPoint> fitting = new ArrayList<>();
        for (LoadPoint loadPoint : plan.loadPoints()) {
            Optional<String> shortage = shortage(loadPoint, plan);
            if (shortage.isEmpty()) {
                fitting.add(loadPoint);
            } else {
                remarks.add(String.format(Locale.ROOT, "Left out %,d sessions: %s.", loadPoint.sessions(),
                        shortage.get()));
            }
        }
        return fitting.isEmpty() ? checked(plan) : plan.with(fitting);
    }

    /** Returns why the load would run out of descriptors, ports or threads; empty if it would not. */
    private static Optional<String> shortage(LoadPoint loadPoint, Plan plan) {
        Optional<String> ofLoad = ResourceLimits
                .shortage(loadPoint.load(1, plan.probeSessionsPerSecond(), plan.timing()));
        boolean hasPlatformThreads = plan.candidates().stream()
                .anyMatch(name -> name.split("[@+]", 2)[0].equals(ThreadModel.PLATFORM.toString()));
        return ofLoad.or(() -> hasPlatformThreads
                ? ThreadLimit.here().flatMap(limit -> limit.shortage(loadPoint.sessions() + loadPoint.idleSessions()))
                : Optional.empty());
    }

    /** Returns what will disturb the measurement, a sentence each. */
    static List<String> remarks(CpuAffinity cpuAffinity) throws InterruptedException {
        List<String> remarks = new ArrayList<>();
        ChildProcesses.optionsOfEnvironment().ifPresent(
                options -> remarks.add("All JVMs of this run have options from the environment: " + options + "."));
        if (cpuAffinity.problem() != null) {
            String shared = cpuAffinity.serverCpus() == null ? "all CPUs" : "some CPUs";
            remarks.add("Server and load share " + shared + ", since " + cpuAffinity.problem() + ".");
        }
        double busy = busyShare();
        if (busy > BUSY_SHARE) {
            remarks.add(
                    String.format(Locale.ROOT, "Before the run began, other programs kept %.0f %% of the CPUs busy.",
                            busy * 100));
        }
        return remarks;
    }

    /** Returns the share of all CPUs that is in use while this process does nothing; 0 if it is not known. */
    private static double busyShare() throws InterruptedException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        system.getCpuLoad(); // each call measures since the one before
        TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
        return Math.max(0, system.getCpuLoad());
    }
}
