package threadlab.client.preflight;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadPlan;

/** Checks the limit of open file descriptors of this process. */
public final class DescriptorLimit {
    /** Descriptors that the JVM itself needs: for jars, pipes, and the selector of each loop. */
    private static final int RESERVED = 50 + 4 * Runtime.getRuntime().availableProcessors();
    /** The assumed longest lifetime of a probe session. */
    private static final Duration MAX_PROBE_TIME = Duration.ofMinutes(1);

    private DescriptorLimit() {
    }

    /** Returns why the plan needs more descriptors than there are; empty if it does not. */
    static Optional<String> shortage(LoadPlan plan) {
        ConnectionProfile profile = plan.profile();
        Duration duration = plan.limit().duration();
        Duration probeTime = duration.compareTo(MAX_PROBE_TIME) < 0 ? duration : MAX_PROBE_TIME;
        return shortage(profile.initialSessions() + (long) Math.ceil(profile.probeRate() * probeTime.toMillis() / 1e3));
    }

    /** Returns why that many sessions need more descriptors than there are; empty if they do not. */
    public static Optional<String> shortage(long sessions) {
        long available = available();
        return sessions <= available
                ? Optional.empty()
                : Optional.of(sessions + " sessions need as many file descriptors, and this process may open "
                        + Math.max(0, available) + " more: ask for fewer, or raise the limit (ulimit -n)");
    }

    /** Returns how many sockets may still be opened; {@link Long#MAX_VALUE} if the system does not tell. */
    public static long available() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() - RESERVED
                : Long.MAX_VALUE;
    }
}
