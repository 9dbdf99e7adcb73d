package threadlab.bench.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import threadlab.bench.peers.NettyTransport;
import threadlab.bench.peers.PeerMain;
import threadlab.server.EchoServerMain;
import threadlab.server.ThreadModel;

/**
 * A server that takes part in a comparison.
 *
 * @param command what starts it; with {@value #PORT} in it the server listens where it is told to, otherwise it chooses
 *            a port and tells it in its first line
 */
record Contestant(String name, List<String> command) {
    static final String PORT = "{port}";
    private static final Pattern OTHER = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_.-]{0,39})=(.+)", Pattern.DOTALL);

    Contestant {
        command = List.copyOf(command);
    }

    /** Our own server with this thread model. */
    static Contestant ours(ThreadModel model) {
        return new Contestant(model.toString(),
                java(EchoServerMain.class, "--port", "0", "--thread-model", model.toString()));
    }

    /**
     * The option {@code --peer}: the name of a Netty transport, or {@code NAME=COMMAND} for a shell.
     *
     * @throws IllegalArgumentException in a line, if it is neither
     */
    static Contestant peer(String text) {
        if (NettyTransport.named(text).isPresent()) {
            return new Contestant(text, netty(text));
        }
        Matcher other = OTHER.matcher(text);
        if (!other.matches() || !other.group(2).contains(PORT)) {
            throw new IllegalArgumentException("peer is '" + text + "', allowed: "
                    + String.join(", ", Stream.of(NettyTransport.values()).map(NettyTransport::toString).toList())
                    + ", or NAME=COMMAND with " + PORT + " in the command");
        }
        // The shell becomes the server, whose CPU time is read by its process id.
        return new Contestant(other.group(1), List.of("sh", "-c", "exec " + other.group(2)));
    }

    /** Newer runtimes warn of Netty's native code, and of its use of Unsafe, unless they are told that it is meant. */
    private static List<String> netty(String transport) {
        List<String> command = java(PeerMain.class, transport, "--port", "0");
        command.add(1, "--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= 23) {
            command.add(1, "--sun-misc-unsafe-memory-access=allow");
        }
        return command;
    }

    static List<String> java(Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
