package threadlab.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.jvm.JvmSetup;
import threadlab.bench.peers.NettyTransport;
import threadlab.bench.peers.PeerMain;
import threadlab.bench.process.ServerProcess;
import threadlab.bench.verdict.TlsCost;
import threadlab.bench.verdict.WorkCell;
import threadlab.server.CarrierCount;
import threadlab.server.ModelName;
import threadlab.server.cli.EchoServerMain;
import threadlab.support.ChildProcesses;

/**
 * A server that takes part in a comparison.
 *
 * @param jvm in which a server of ours is started; null for any other command
 * @param arguments of the JVM, or the whole command; with {@value ServerProcess#PORT} in them if the server takes its
 *            port from them; otherwise it chooses one and reports it
 * @param isTls whether the server speaks TLS, with a certificate that it gets when it is started
 * @param limit null if the server may use all CPUs that it is put on
 */
record Candidate(String name, @Nullable JvmSetup jvm, List<String> arguments, boolean isTls,
        @Nullable CpuLimit limit) {
    /** The option of a server of ours for what it does for a message. */
    static final String WORK = "--work";
    private static final String CARRIERS = "--carriers";
    /** One program and its arguments: the shell can become it, and takes no memory beside it. */
    private static final Pattern PROGRAM = Pattern.compile("(?!exec\\s)[\\w./+-]+\\s[^;&|()<>#`\n]*");
    private static final Pattern OTHER = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_.-]{0,39})=(.+)", Pattern.DOTALL);

    /** Returns our own server with a thread model, in the JVM of the lab. */
    static Candidate ours(ModelName model) {
        return jvm(model.toString(), List.of(), EchoServerMain.class, "--port", "0", "--control", "-",
                "--thread-model", model.toString());
    }

    /** Returns the same server in another JVM. */
    Candidate in(JvmSetup other) {
        return new Candidate(with(other.name()), other, arguments, isTls, limit);
    }

    /** Returns the same server with further arguments, which all candidates have. */
    Candidate with(List<String> more) {
        return new Candidate(name, jvm, Stream.concat(arguments.stream(), more.stream()).toList(), isTls, limit);
    }

    /** Returns the same server, which does other work. */
    Candidate doing(WorkCell cell) {
        List<String> changed = new ArrayList<>(arguments);
        changed.set(arguments.indexOf(WORK) + 1, cell.recipe());
        return new Candidate(name, jvm, changed, isTls, limit);
    }

    /**
     * Returns the same server of ours with so many carriers. A number is an option of its JVM, so it is among the flags
     * that the report tells.
     */
    Candidate with(CarrierCount carriers) {
        boolean isNumber = carriers.number().isPresent();
        List<String> flags = isNumber
                ? List.of("-Djdk.virtualThreadScheduler.parallelism=" + carriers.text())
                : List.of();
        String part = carriers.text()
                + (!isNumber ? "-carriers" : carriers.text().equals("1") ? "carrier" : "carriers");
        return new Candidate(with(part), jvm == null ? null : jvm.adding(flags), arguments, isTls, limit)
                .with(List.of(CARRIERS, isNumber ? "jdk" : carriers.text()));
    }

    /** Returns the same server with less CPU time. */
    Candidate with(CpuLimit less) {
        return new Candidate(with(less.name()), jvm, arguments, isTls, less);
    }

    /** Returns the same server with what enforces its limit. */
    Candidate enforced(List<String> words) {
        return new Candidate(name, jvm, arguments, isTls, limit == null ? null : new CpuLimit(limit.cpus(), words));
    }

    /** Returns the name with what sets the candidate apart. */
    private String with(String part) {
        return part.isEmpty() ? name : name + (name.contains("@") ? "/" : "@") + part;
    }

    /** Returns the same server with TLS. */
    Candidate withTls() {
        return new Candidate(TlsCost.withTls(name), jvm, arguments, true, limit);
    }

    /**
     * Returns what the option {@code --peer} names: a Netty transport, or {@code NAME=COMMAND} for a shell.
     *
     * @throws IllegalArgumentException in one line, if it names neither
     */
    static Candidate peer(String text) {
        if (NettyTransport.named(text).isPresent()) {
            return jvm(text, nettyOptions(), PeerMain.class, text, "--port", "0", "--control", "-");
        }
        Matcher other = OTHER.matcher(text);
        if (!other.matches() || !other.group(2).contains(ServerProcess.PORT)) {
            throw new IllegalArgumentException("peer is '" + text + "', allowed: "
                    + String.join(", ", Stream.of(NettyTransport.values()).map(NettyTransport::toString).toList())
                    + ", or NAME=COMMAND with " + ServerProcess.PORT + " in the command");
        }
        String command = other.group(2);
        boolean isProgram = PROGRAM.matcher(command).matches();
        return new Candidate(other.group(1), null,
                List.of("sh", "-c", isProgram ? "exec " + command : command), false, null);
    }

    /** Returns the same server under another name. */
    Candidate named(String name) {
        return new Candidate(name, jvm, arguments, isTls, limit);
    }

    /** Returns whether the server tells what it counts. */
    boolean hasCounters() {
        return isOurs() && arguments.contains(EchoServerMain.class.getName());
    }

    /** Returns how the server is to have its carriers; empty if that is not said. */
    List<String> carriers() {
        int at = arguments.indexOf(CARRIERS);
        return isOurs() && at >= 0 ? arguments.subList(at, at + 2) : List.of();
    }

    /** Returns whether the server is a JVM that can be given further options. */
    boolean isOurs() {
        return jvm != null;
    }

    /**
     * Returns the command that starts the server.
     *
     * @param jvmOptions for a JVM of ours
     * @param certificate for a server that speaks TLS
     */
    List<String> command(List<String> jvmOptions, @Nullable SelfSignedCertificate certificate) {
        List<String> tls = isTls && certificate != null
                ? List.of("--tls", certificate.keystore().toString(), "--tls-password-file",
                        certificate.password().toString())
                : List.of();
        List<String> program = jvm == null
                ? List.of()
                : Stream.of(List.of(jvm.java()), jvm.flags(), jvmOptions).flatMap(List::stream).toList();
        List<String> enforced = limit == null ? List.of() : limit.enforced();
        return Stream.of(enforced, program, arguments, tls).flatMap(List::stream).toList();
    }

    /** Newer JVMs warn of Netty's native code and of its use of Unsafe unless both are allowed. */
    private static List<String> nettyOptions() {
        return Runtime.version().feature() >= 23
                ? List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED")
                : List.of("--enable-native-access=ALL-UNNAMED");
    }

    private static Candidate jvm(String name, List<String> jvmOptions, Class<?> main, String... arguments) {
        List<String> command = ChildProcesses.javaCommand(jvmOptions, main, arguments);
        return new Candidate(name, JvmSetup.ofTheLab(), command.subList(1, command.size()), false, null);
    }
}
