package threadlab.client.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;
import threadlab.client.cli.ClusterOptions;
import threadlab.client.plan.Preconditions;

/**
 * How a process joins a cluster. Always valid.
 *
 * @param name of the cluster, 1 to 64 letters, digits, dots, dashes or underscores
 * @param bind this process's own address; beyond loopback only with a key
 * @param port this process's own, 1 to 65535; of the first process on this machine, where nobody is named
 * @param peers where others may be; empty for nowhere, or for this machine
 * @param dns a name whose addresses are those of the others, all at {@code port}; null for none
 * @param key shared by all members; empty for none
 */
public record ClusterConfig(String name, InetAddress bind, int port, List<InetSocketAddress> peers, String dns,
        String key) {
    /** So many processes find each other on one machine, each at a port of its own, without a word. */
    public static final int PORTS = 32;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MOST_PEERS = 1_000;
    /** Too short is soon guessed. */
    private static final int SHORTEST_KEY = 16;

    public ClusterConfig {
        peers = List.copyOf(peers);
        Preconditions.check(NAME.matcher(name).matches(), "cluster", "'" + name + "'",
                "1 to 64 letters, digits, dots, dashes or underscores");
        Preconditions.check(port >= 1 && port <= 65_535 - PORTS, "cluster-port", port, "1 to " + (65_535 - PORTS));
        Preconditions.check(peers.size() <= MOST_PEERS, "peers", peers.size() + " addresses", "at most " + MOST_PEERS);
        Preconditions.check(dns == null || !dns.isBlank(), "dns", "'" + dns + "'", "a name");
        Preconditions.check(dns == null || peers.isEmpty(), "dns", dns, "only without --peers");
        Preconditions.check(!bind.isAnyLocalAddress(), "bind", bind.getHostAddress(), "one address of this machine");
        Preconditions.check(key.isEmpty() || key.length() >= SHORTEST_KEY, "cluster-key",
                key.length() + " characters long",
                SHORTEST_KEY + " or more; a good one is made by: openssl rand -base64 32");
        Preconditions.check(bind.isLoopbackAddress() || !key.isEmpty(), "bind", bind.getHostAddress(),
                "beyond loopback only with a key: --cluster-key FILE, or " + ClusterOptions.KEY_VARIABLE
                        + " in the environment");
    }

    /** Nobody is named: the others are on this machine. */
    boolean isLocal() {
        return peers.isEmpty() && dns == null;
    }
}
