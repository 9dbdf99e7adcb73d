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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadlab.client.cluster.ClusterConfig;
import threadlab.support.Preconditions;
import threadlab.support.Utf8;

/** The options for joining a cluster, which coordinator and worker have in common. */
final class ClusterOptions {
    private static final int DEFAULT_PORT = 7800;
    private static final int MAX_KEY_BYTES = 4096;

    @Option(names = "--bind", paramLabel = "ADDRESS",
            description = "Cluster: address at which the other members reach this process. Beyond loopback a key is "
                    + "required. Default: 127.0.0.1.")
    private @Nullable String bind;

    @Option(names = "--cluster-port", paramLabel = "PORT",
            description = "Cluster: port of this process; without --members and --dns the first free one of "
                    + ClusterConfig.PORTS + " from here on. Default: 7800.")
    private @Nullable Integer port;

    @Option(names = "--members", paramLabel = "HOST:PORT,...",
            description = "Cluster: addresses of all members, with or without this process. Default: on this machine.")
    private @Nullable String members;

    @Option(names = "--dns", paramLabel = "NAME",
            description = "Cluster: name that resolves to the addresses of all members, which use the same port, such "
                    + "as a headless service of Kubernetes.")
    private @Nullable String dns;

    @Option(names = "--cluster-key", paramLabel = "FILE",
            description = "Cluster: file with the key that all members share, 16 characters or more. Default: "
                    + ClusterConfig.KEY_VARIABLE + " in the environment, if it is set.")
    private @Nullable Path keyFile;

    /** @throws IllegalArgumentException if an option was given */
    void checkAbsent() {
        checkAbsent("bind", bind);
        checkAbsent("cluster-port", port);
        checkAbsent("members", members);
        checkAbsent("dns", dns);
        checkAbsent("cluster-key", keyFile);
    }

    static void checkAbsent(String option, @Nullable Object value) {
        Preconditions.check(value == null, option, value, "only with --cluster");
    }

    /** @throws IllegalArgumentException if a value is not allowed; the message is one line */
    ClusterConfig config(String name) {
        return new ClusterConfig(name, address(bind == null ? "127.0.0.1" : bind), port == null ? DEFAULT_PORT : port,
                members == null ? List.of() : addresses("members", members), dns,
                key());
    }

    private static InetAddress address(String text) {
        try {
            Preconditions.check(!text.isBlank(), "bind", text, "an address of this machine");
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("bind is '" + text + "', allowed: an address of this machine", e);
        }
    }

    /** Reads text such as {@code a:1,b:2}. The names are not looked up. */
    static List<InetSocketAddress> addresses(String option, String text) {
        return Stream.of(text.split(",", -1)).map(one -> address(option, one)).toList();
    }

    private static InetSocketAddress address(String option, String text) {
        int colon = text.lastIndexOf(':');
        boolean isPort = colon > 0 && text.substring(colon + 1).matches("\\d{1,5}");
        int port = isPort ? Integer.parseInt(text.substring(colon + 1)) : 0;
        Preconditions.check(port >= 1 && port <= 65_535, option, text,
                "HOST:PORT, several with commas between");
        return InetSocketAddress.createUnresolved(text.substring(0, colon), port);
    }

    private String key() {
        if (keyFile == null) {
            String set = System.getenv(ClusterConfig.KEY_VARIABLE);
            return set == null ? "" : set.strip();
        }
        try (var file = Files.newInputStream(keyFile)) {
            byte[] bytes = file.readNBytes(MAX_KEY_BYTES + 1);
            Preconditions.check(bytes.length <= MAX_KEY_BYTES, "cluster-key", keyFile,
                    "a file of at most " + MAX_KEY_BYTES + " bytes");
            String key = new String(Utf8.of(bytes), StandardCharsets.UTF_8).strip();
            Preconditions.check(!key.isEmpty(), "cluster-key", keyFile, "a file that is not empty");
            return key;
        } catch (IOException e) {
            throw new IllegalArgumentException("cluster-key is " + keyFile + ", allowed: a file that can be read", e);
        }
    }
}
