package threadlab.client.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import threadlab.support.Preconditions;

/**
 * How a process joins a cluster. Always valid.
 *
 * @param name of the cluster, 1 to 64 letters, digits, dots, dashes or underscores
 * @param bind the address of this process; must be a loopback address if there is no key
 * @param port the port of this process, or the first one to try if neither {@code members} nor {@code dns} is given
 * @param members addresses at which other members may be
 * @param dns a name that resolves to the addresses of the members, which all use {@code port}; null for none
 * @param key the secret that all members share; empty for none
 */
public record ClusterConfig(String name, InetAddress bind, int port, List<InetSocketAddress> members,
        @Nullable String dns, String key) {
    /** The environment variable with the key. */
    public static final String KEY_VARIABLE = "LAB_CLUSTER_KEY";
    /** How many ports of this machine are tried if no other members are given. */
    public static final int PORTS = 32;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MAX_MEMBERS = 1_000;
    /** A shorter key can be guessed. */
    private static final int MIN_KEY_LENGTH = 16;

    public ClusterConfig {
        members = List.copyOf(members);
        Preconditions.check(NAME.matcher(name).matches(), "cluster", name,
                "1 to 64 letters, digits, dots, dashes or underscores");
        Preconditions.checkRange("cluster-port", port, 1, 65_535 - PORTS);
        Preconditions.checkRange("number of members", members.size(), 0, MAX_MEMBERS);
        Preconditions.check(dns == null || !dns.isBlank(), "dns", dns, "a name");
        Preconditions.check(dns == null || members.isEmpty(), "dns", dns, "only without --members");
        Preconditions.check(!bind.isAnyLocalAddress(), "bind", bind.getHostAddress(), "one address of this machine");
        Preconditions.check(key.isEmpty() || key.length() >= MIN_KEY_LENGTH, "length of cluster-key",
                key.length(), MIN_KEY_LENGTH + " or more; a good key is made by: openssl rand -base64 32");
        Preconditions.check(bind.isLoopbackAddress() || !key.isEmpty(), "bind", bind.getHostAddress(),
                "beyond loopback only with a key: --cluster-key FILE, or " + KEY_VARIABLE
                        + " in the environment");
    }

    /** Returns whether the other members are looked for on this machine. */
    boolean isLocal() {
        return members.isEmpty() && dns == null;
    }
}
