package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Assumptions;
import threadlab.server.cli.EchoServerMain;

/** The server as a process of its own, with descriptors and a heap that are only its own. */
public final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final InetSocketAddress address;
    /** What it printed after its first line, standard error included. */
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    /** @param prelude shell commands to run first in the server's process, such as {@code ulimit -n 256} */
    public ServerProcess(String prelude, String... arguments) throws IOException {
        this(prelude, List.of("-Xmx1g"), arguments);
    }

    /** @param jvm options of the JVM */
    public ServerProcess(String prelude, List<String> jvm, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", prelude + "; exec \"$@\"", "sh", java("java")));
        command.addAll(jvm);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), EchoServerMain.class.getName(), "--port", "0"));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader out = process.inputReader();
        String first = out.readLine();
        assertThat(first).startsWith("listening on ");
        address = new InetSocketAddress("127.0.0.1", Integer.parseInt(first.replaceAll(".*:(\\d+) .*", "$1")));
        Thread.ofPlatform().daemon().start(() -> out.lines().forEach(lines::add));
    }

    public InetSocketAddress address() {
        return address;
    }

    public Queue<String> lines() {
        return lines;
    }

    /** Open descriptors of the server; skips the test where /proc does not tell. */
    public int descriptors() {
        String[] open = new File("/proc/" + process.pid() + "/fd").list();
        Assumptions.assumeTrue(open != null, "descriptors are read from /proc");
        return open.length;
    }

    /** Bytes that live objects take after a full collection. */
    public long liveHeap() throws IOException {
        jcmd("GC.run");
        String total = jcmd("GC.class_histogram").lines().filter(line -> line.startsWith("Total")).findFirst()
                .orElseThrow();
        return Long.parseLong(total.trim().split("\\s+")[2]);
    }

    private String jcmd(String command) throws IOException {
        Process jcmd = new ProcessBuilder(java("jcmd"), String.valueOf(process.pid()), command).start();
        return new String(jcmd.getInputStream().readAllBytes());
    }

    /** Its exit status, if it has ended. */
    public OptionalInt status() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    /** SIGTERM; the last line of a server that ended well. */
    public String stop() throws InterruptedException {
        process.toHandle().destroy();
        assertThat(process.waitFor()).isZero();
        await().until(() -> lines.stream().anyMatch(line -> line.startsWith("stopped")));
        return lines.stream().filter(line -> line.startsWith("stopped")).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
