package threadlab.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small JVM whose main class prints a line when it is ready and then waits for its input to end. */
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final String line;

    ChildJvm(List<String> options, Class<?> main) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m", "-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(main.getName());
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        line = process.inputReader().readLine();
    }

    /** To be called by the main class. */
    static void ready(Object line) throws IOException {
        System.out.println(line);
        System.in.read();
    }

    /** What it printed first. */
    String line() {
        return line;
    }

    long pid() {
        return process.pid();
    }

    /** SIGTERM; returns when it has ended. */
    void stop() throws InterruptedException {
        process.toHandle().destroy();
        assertThat(process.waitFor()).isEqualTo(128 + 15);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
