package threadlab.client.preflight;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.Target;
import threadlab.support.Proc;

/**
 * The number of connections from one address to one server. Each needs a local port of its own, and a connection that
 * the client has closed keeps its port for a while (TIME-WAIT, RFC 9293).
 *
 * @param perSource local ports per source address
 * @param holdSeconds time until the port of a closed connection can be used again
 */
record PortLimit(int perSource, int holdSeconds) {
    /** The values of Linux; tcp(7) has them under tcp_tw_reuse. */
    private static final int TIME_WAIT_SECONDS = 60;
    private static final int REUSED_AFTER_SECONDS = 1;

    /** Returns the limit for connections to that target; empty if the system does not tell. */
    static Optional<PortLimit> here(Target target) {
        return Proc.sysctl("net.ipv4.ip_local_port_range").map(setting -> {
            String[] range = setting.split("\\s+");
            int perSource = Integer.parseInt(range[1]) - Integer.parseInt(range[0]) + 1;
            return new PortLimit(perSource, reusesSoon(target) ? REUSED_AFTER_SECONDS : TIME_WAIT_SECONDS);
        });
    }

    /** Returns whether ports in TIME-WAIT are reused early. One that is bound before connecting is never reused. */
    private static boolean reusesSoon(Target target) {
        return target.sources().isEmpty() && switch (Proc.sysctl("net.ipv4.tcp_tw_reuse").orElse("0")) {
            case "1" -> true;
            case "2" -> isLoopback(target.host());
            default -> false;
        };
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // connecting reports it
        }
    }

    /** Returns why the plan needs more ports than there are; empty if it does not. */
    Optional<String> shortage(LoadPlan plan) {
        int sources = Math.max(1, Set.copyOf(plan.target().sources()).size());
        long available = (long) sources * perSource;
        long needed = needed(plan);
        return needed <= available
                ? Optional.empty()
                : Optional.of(needed + " connections at a time, those just ended included, need a port each, and "
                        + (sources == 1 ? "one address has " : sources + " addresses have ") + available
                        + ": ask for fewer, give more addresses (--source), or widen net.ipv4.ip_local_port_range");
    }

    private long needed(LoadPlan plan) {
        ConnectionProfile profile = plan.profile();
        Duration measured = plan.limit().duration();
        double closed = profile.churn() * held(measured.plus(plan.limit().warmup()))
                + profile.probeRate() * held(measured);
        return profile.initialSessions() + (long) Math.ceil(closed);
    }

    private double held(Duration time) {
        return Math.min(time.toMillis() / 1e3, holdSeconds);
    }
}
