package threadlab.client.preflight;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.Target;

/**
 * How many connections may leave from one address to one server: each needs a port of its own, and a connection that the
 * load has ended keeps its port for a while (TIME-WAIT, RFC 9293).
 *
 * @param perSource ports that the system gives out
 * @param holdSeconds how long the port of an ended connection cannot be used again
 */
record PortLimit(int perSource, int holdSeconds) {
    private static final Path SETTINGS = Path.of("/proc/sys/net/ipv4");
    /** On Linux, see tcp(7), as tcp_tw_reuse. */
    private static final int TIME_WAIT_SECONDS = 60;
    private static final int REUSED_AFTER_SECONDS = 1;

    /** For connections to that route; empty where the system does not tell. */
    static Optional<PortLimit> here(Target route) {
        try {
            String[] range = setting("ip_local_port_range").split("\\s+");
            int perSource = Integer.parseInt(range[1]) - Integer.parseInt(range[0]) + 1;
            return Optional.of(
                    new PortLimit(perSource, reusesSoon(route) ? REUSED_AFTER_SECONDS : TIME_WAIT_SECONDS));
        } catch (IOException elsewhere) {
            return Optional.empty();
        }
    }

    /** In one read, since these files give nothing to a second one. */
    private static String setting(String name) throws IOException {
        try (var file = Files.newBufferedReader(SETTINGS.resolve(name))) {
            return file.readLine().strip();
        }
    }

    /** A port that is bound before the connection is made is never reused. */
    private static boolean reusesSoon(Target route) throws IOException {
        return route.sources().isEmpty() && switch (setting("tcp_tw_reuse")) {
            case "1" -> true;
            case "2" -> isLoopback(route.host());
            default -> false;
        };
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // connecting will say so
        }
    }

    /** Why that plan would run out of ports in the middle of a run; empty if it would not. */
    Optional<String> shortage(LoadPlan plan) {
        int sources = Math.max(1, Set.copyOf(plan.route().sources()).size());
        long available = (long) sources * perSource;
        long needed = needed(plan);
        return needed <= available
                ? Optional.empty()
                : Optional.of(needed + " connections at a time, those just ended included, need a port each, and "
                        + (sources == 1 ? "one address has " : sources + " addresses have ") + available
                        + ": ask for fewer, give more addresses (--source), or widen net.ipv4.ip_local_port_range");
    }

    private long needed(LoadPlan plan) {
        ConnectionProfile shape = plan.shape();
        Duration measured = plan.extent().duration();
        double ended = shape.churn() * held(measured.plus(plan.extent().warmup())) + shape.newcomers() * held(measured);
        return shape.held() + (long) Math.ceil(ended);
    }

    private double held(Duration time) {
        return Math.min(time.toMillis() / 1e3, holdSeconds);
    }
}
