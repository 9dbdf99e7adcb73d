package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Assumptions;
import threadlab.server.cli.EchoServerMain;
import threadlab.support.ChildProcesses;
import threadlab.support.LinuxProcess;
import threadlab.support.control.EventJson;
import threadlab.support.control.Listening;
import threadlab.support.control.Memory;
import threadlab.support.control.Stopped;
import tools.jackson.jr.ob.JSON;

/** The server as a process of its own, with descriptors and a heap that are only its own. */
public final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader events;
    private final Listening listening;
    /** What the server printed for people. */
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Thread reader;

    /** @param prelude shell commands to run first in the server's process, such as {@code ulimit -n 256} */
    public ServerProcess(String prelude, String... arguments) throws IOException {
        this(prelude, List.of("-Xmx1g", "-XX:TieredStopAtLevel=1"), arguments); // it ends before a second compiler pays
    }

    /** @param jvm options of the JVM */
    public ServerProcess(String prelude, List<String> jvm, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", prelude + "; exec \"$@\"", "sh"));
        command.addAll(ChildProcesses.javaCommand(jvm, EchoServerMain.class, "--port", "0", "--control", "-"));
        command.addAll(List.of(arguments));
        process = ChildProcesses.start(new ProcessBuilder(command));
        events = process.inputReader();
        reader = Thread.ofPlatform().daemon().start(() -> process.errorReader().lines().forEach(lines::add));
        listening = next(Listening.class);
    }

    public long pid() {
        return process.pid();
    }

    public Listening listening() {
        return listening;
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(listening.host(), listening.port());
    }

    /** The next event, which must be of this type. */
    public <T extends Record> T next(Class<T> type) throws IOException {
        String line = events.readLine();
        assertThat(line).as("ended, and printed %s", lines).isNotNull();
        Map<String, Object> fields = JSON.std.mapFrom(line);
        assertThat(fields).as("with what it printed: %s", lines).containsEntry("event", EventJson.name(type));
        return JSON.std.beanFrom(type, line);
    }

    /** The answer to a request. */
    public <T extends Record> T ask(String request, Class<T> answer) throws IOException {
        process.outputWriter().write(request + "\n");
        process.outputWriter().flush();
        return next(answer);
    }

    public Queue<String> lines() {
        return lines;
    }

    /** Open descriptors of the server; skips the test where /proc does not tell. */
    public int descriptors() {
        OptionalInt open = LinuxProcess.of(process.pid()).descriptors();
        Assumptions.assumeTrue(open.isPresent(), "descriptors are read from /proc");
        return open.getAsInt();
    }

    /** Bytes that live objects take after a full collection. */
    public long liveHeap() throws IOException {
        return ask(Memory.REQUEST, Memory.class).liveHeapBytes();
    }

    /** Its exit status, if it has ended. */
    public OptionalInt status() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** Waits for the end, and for the last line. */
    public int awaitEnd() throws InterruptedException {
        int status = process.waitFor();
        reader.join();
        return status;
    }

    /** SIGTERM. */
    public void terminate() {
        process.toHandle().destroy(); // Process.destroy would close its streams as well
    }

    /** Ends the server's input, as the death of its parent would. */
    public void endInput() throws IOException {
        process.outputWriter().close();
    }

    /** SIGTERM; what a server reports that ended well. */
    public Stopped stop() throws IOException, InterruptedException {
        terminate();
        Stopped stopped = next(Stopped.class);
        assertThat(awaitEnd()).isZero();
        return stopped;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
