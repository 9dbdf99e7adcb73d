package threadlab.bench.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import threadlab.bench.peers.NettyTransport;
import threadlab.bench.peers.PeerMain;
import threadlab.bench.verdict.TlsCost;
import threadlab.server.ThreadModel;
import threadlab.server.cli.EchoServerMain;

/**
 * A server that takes part in a comparison.
 *
 * @param program what starts it, before the arguments; of one of ours, the JVM
 * @param arguments with {@value #PORT} in them the server listens where it is told to, otherwise it chooses a port and
 *            tells it in its first line
 * @param isOurs a JVM that may be given further options
 * @param isTls it speaks TLS, with a certificate that it is told of when it is started
 */
record Candidate(String name, List<String> program, List<String> arguments, boolean isOurs, boolean isTls) {
    static final String PORT = "{port}";
    private static final Pattern OTHER = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_.-]{0,39})=(.+)", Pattern.DOTALL);

    /** Our own server with this thread model. */
    static Candidate ours(ThreadModel model) {
        return new Candidate(model.toString(), java(), main(EchoServerMain.class, "--port", "0", "--thread-model",
                model.toString()), true, false);
    }

    /** The same server with TLS. */
    Candidate overTls() {
        return new Candidate(TlsCost.over(name), program, arguments, isOurs, true);
    }

    /**
     * The option {@code --peer}: the name of a Netty transport, or {@code NAME=COMMAND} for a shell.
     *
     * @throws IllegalArgumentException in a line, if it is neither
     */
    static Candidate peer(String text) {
        if (NettyTransport.named(text).isPresent()) {
            return new Candidate(text, netty(), main(PeerMain.class, text, "--port", "0"), true, false);
        }
        Matcher other = OTHER.matcher(text);
        if (!other.matches() || !other.group(2).contains(PORT)) {
            throw new IllegalArgumentException("peer is '" + text + "', allowed: "
                    + String.join(", ", Stream.of(NettyTransport.values()).map(NettyTransport::toString).toList())
                    + ", or NAME=COMMAND with " + PORT + " in the command");
        }
        // The shell becomes the server, whose CPU time is read by its process id.
        return new Candidate(other.group(1), List.of("sh"), List.of("-c", "exec " + other.group(2)), false, false);
    }

    /** The same server under another name. */
    Candidate named(String name) {
        return new Candidate(name, program, arguments, isOurs, isTls);
    }

    /**
     * What starts it.
     *
     * @param jvmOptions for its JVM where it is one of ours
     * @param certificate for one that speaks TLS; null if nobody does
     */
    List<String> command(List<String> jvmOptions, SelfSignedCertificate certificate) {
        List<String> tls = isTls
                ? List.of("--tls", certificate.keystore().toString(), "--tls-password-file",
                        certificate.password().toString())
                : List.of();
        return Stream.of(program, isOurs ? jvmOptions : List.<String>of(), arguments, tls).flatMap(List::stream)
                .toList();
    }

    /** Newer runtimes warn of Netty's native code, and of its use of Unsafe, unless they are told that it is meant. */
    private static List<String> netty() {
        List<String> command = new ArrayList<>(java());
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("--enable-native-access=ALL-UNNAMED");
        return command;
    }

    private static List<String> java() {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    private static List<String> main(Class<?> main, String... arguments) {
        return Stream.concat(Stream.of("-cp", System.getProperty("java.class.path"), main.getName()),
                Stream.of(arguments)).toList();
    }

    /** A main of ours in a JVM of its own. */
    static List<String> java(Class<?> main, String... arguments) {
        return Stream.concat(java().stream(), main(main, arguments).stream()).toList();
    }
}
