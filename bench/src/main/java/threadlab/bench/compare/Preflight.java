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

/** Looks before a run for what would spoil it. */
final class Preflight {
    /** From this part of the CPUs on, what else runs here is worth a word. */
    private static final double BUSY = 0.1;
    private static final long LOOK_MILLIS = 500;

    private Preflight() {
    }

    /**
     * The plan, which this machine can carry.
     *
     * @throws IOException that says in a line why it cannot
     */
    static Plan checked(Plan plan) throws IOException {
        for (LoadPoint point : plan.points()) {
            Optional<String> shortage = shortage(point, plan);
            if (shortage.isPresent()) {
                throw new IOException(shortage.get());
            }
        }
        return plan;
    }

    /**
     * The plan without the loads that this machine cannot carry.
     *
     * @param adapted gets what was left out, a sentence each
     * @throws IOException that says in a line why none is left
     */
    static Plan fitting(Plan plan, List<String> adapted) throws IOException {
        List<LoadPoint> fitting = new ArrayList<>();
        for (LoadPoint point : plan.points()) {
            Optional<String> shortage = shortage(point, plan);
            if (shortage.isEmpty()) {
                fitting.add(point);
            } else {
                adapted.add(String.format(Locale.ROOT, "Left out %,d sessions: %s.", point.sessions(),
                        shortage.get()));
            }
        }
        return fitting.isEmpty() ? checked(plan) : plan.with(fitting);
    }

    /** Why that load would run out of descriptors, ports or threads in the middle; empty if it would not. */
    private static Optional<String> shortage(LoadPoint point, Plan plan) {
        Optional<String> ofLoad = ResourceLimits
                .shortage(point.load(1, plan.newcomersPerSecond(), plan.longestWarmupSeconds(),
                        plan.durationSeconds()));
        boolean hasPlatformThreads = plan.contestants().contains(ThreadModel.PLATFORM.toString());
        return ofLoad.or(() -> hasPlatformThreads
                ? ThreadLimit.here().flatMap(limit -> limit.shortage(point.sessions() + point.idleSessions()))
                : Optional.empty());
    }

    /** What will make the figures worse than they could be, a sentence each. */
    static List<String> remarks(CpuAffinity pinning) throws InterruptedException {
        List<String> remarks = new ArrayList<>();
        if (pinning.reason() != null) {
            remarks.add("Server and load share all CPUs, since " + pinning.reason() + ".");
        }
        double busy = busyShare();
        if (busy > BUSY) {
            remarks.add(
                    String.format(Locale.ROOT, "Before the run began, other programs kept %.0f %% of the CPUs busy.",
                            busy * 100));
        }
        return remarks;
    }

    /** Of all CPUs, while this process does nothing; 0 where the system does not tell. */
    private static double busyShare() throws InterruptedException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        system.getCpuLoad(); // what it tells is the time since the last call
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        return Math.max(0, system.getCpuLoad());
    }
}
