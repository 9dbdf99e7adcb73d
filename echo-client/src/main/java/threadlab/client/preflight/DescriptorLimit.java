package threadlab.client.preflight;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadPlan;

/** How many sockets this process may still open. */
public final class DescriptorLimit {
    /** What the JVM opens while it runs: jars, pipes, the selector of each loop. */
    private static final int RESERVE = 50 + 4 * Runtime.getRuntime().availableProcessors();
    /** So long a newcomer may wait for its echo and hold its socket, in this reckoning. */
    private static final Duration NEWCOMERS_WAIT = Duration.ofMinutes(1);

    private DescriptorLimit() {
    }

    /** Why a plan would run out of them in the middle of a run; empty if it would not. */
    static Optional<String> shortage(LoadPlan plan) {
        ConnectionProfile shape = plan.shape();
        Duration duration = plan.extent().duration();
        Duration wait = duration.compareTo(NEWCOMERS_WAIT) < 0 ? duration : NEWCOMERS_WAIT;
        return shortage(shape.held() + (long) Math.ceil(shape.newcomers() * wait.toMillis() / 1e3));
    }

    /** Why that many sessions would fail in the middle of a run; empty if they would not. */
    public static Optional<String> shortage(long sessions) {
        long available = available();
        return sessions <= available
                ? Optional.empty()
                : Optional.of(sessions + " sessions need as many file descriptors, and this process may open "
                        + available + " more: ask for fewer, or raise the limit (ulimit -n)");
    }

    /** Sockets that may be opened; {@link Long#MAX_VALUE} where the system does not tell. */
    public static long available() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() - RESERVE
                : Long.MAX_VALUE;
    }
}
