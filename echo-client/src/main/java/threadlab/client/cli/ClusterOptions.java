package threadlab.client.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import threadlab.client.cluster.ClusterConfig;
import threadlab.client.plan.Preconditions;

/** How to join a cluster: the options that coordinator and worker have in common. */
public final class ClusterOptions {
    public static final String KEY_VARIABLE = "LAB_CLUSTER_KEY";
    private static final int PORT = 7800;
    private static final int LONGEST_KEY = 4096;

    @Option(names = "--bind", paramLabel = "ADDRESS",
            description = "Cluster: this process's own address for the others to reach it at. Beyond loopback a key is "
                    + "required. Default: 127.0.0.1.")
    private String bind;

    @Option(names = "--cluster-port", paramLabel = "PORT",
            description = "Cluster: this process's own port; without --peers and --dns the first free one of "
                    + ClusterConfig.PORTS + " from here on. Default: 7800.")
    private Integer port;

    @Option(names = "--peers", paramLabel = "HOST:PORT,...",
            description = "Cluster: where the members may be, all of them; oneself among them does no harm. Default: on this "
                    + "machine.")
    private String peers;

    @Option(names = "--dns", paramLabel = "NAME",
            description = "Cluster: a name whose addresses are those of the members, all at the same port, such as a "
                    + "headless service of Kubernetes.")
    private String dns;

    @Option(names = "--cluster-key", paramLabel = "FILE",
            description = "Cluster: a file with the key that all members share, 16 characters or more. Default: "
                    + KEY_VARIABLE + " in the environment, if it is set.")
    private Path keyFile;

    /** Each option that was given, with its value, and null for the others. */
    Stream<String> given() {
        return Stream.of(given("bind", bind), given("cluster-port", port), given("peers", peers), given("dns", dns),
                given("cluster-key", keyFile));
    }

    static String given(String name, Object value) {
        return value == null ? null : name + " is " + ("".equals(value) ? "''" : value);
    }

    /** @throws IllegalArgumentException with a line that names what is wrong */
    ClusterConfig config(String name) {
        return new ClusterConfig(name, address(bind == null ? "127.0.0.1" : bind), port == null ? PORT : port,
                peers == null ? List.of() : addresses("peers", peers), dns,
                key());
    }

    private static InetAddress address(String text) {
        try {
            Preconditions.check(!text.isBlank(), "bind", "'" + text + "'", "an address of this machine");
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("bind is " + text + ", allowed: an address of this machine", e);
        }
    }

    /** As in {@code a:1,b:2}; the names are not looked up. */
    public static List<InetSocketAddress> addresses(String option, String text) {
        return Stream.of(text.split(",", -1)).map(one -> address(option, one)).toList();
    }

    private static InetSocketAddress address(String option, String text) {
        int colon = text.lastIndexOf(':');
        boolean isPort = colon > 0 && text.substring(colon + 1).matches("\\d{1,5}");
        int port = isPort ? Integer.parseInt(text.substring(colon + 1)) : 0;
        Preconditions.check(port >= 1 && port <= 65_535, option, "'" + text + "'",
                "HOST:PORT, several with commas between");
        return InetSocketAddress.createUnresolved(text.substring(0, colon), port);
    }

    private String key() {
        if (keyFile == null) {
            String set = System.getenv(KEY_VARIABLE);
            return set == null ? "" : set.strip();
        }
        try (var file = Files.newInputStream(keyFile)) {
            byte[] bytes = file.readNBytes(LONGEST_KEY + 1);
            Preconditions.check(bytes.length <= LONGEST_KEY, "cluster-key", keyFile + ", which is longer",
                    "a file of at most " + LONGEST_KEY + " bytes");
            String key = new String(bytes, StandardCharsets.UTF_8).strip();
            Preconditions.check(!key.isEmpty(), "cluster-key", keyFile + ", which is empty", "a file with a key");
            return key;
        } catch (IOException e) {
            throw new IllegalArgumentException("cluster-key is " + keyFile + ", allowed: a file that can be read", e);
        }
    }
}
