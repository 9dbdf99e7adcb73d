package threadlab.client;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** How many sockets this process may still open. */
public final class Descriptors {
    /** What the JVM opens while it runs: jars, pipes, the pollers of virtual threads. */
    private static final int RESERVE = 50;

    private Descriptors() {
    }

    /** Why that many sessions would fail in the middle of a run; empty if they would not. */
    public static Optional<String> shortage(int sessions) {
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
