package threadlab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real signals to a real process. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
@Tag("process")
class PrintDemoSignalTest {
    private static final int SIGINT = 2;

    private Process demo;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalEndsTheDemoAtOnceAndCleanly(String signal, int status) throws Exception {
        assumeThat(signal.equals("INT") && isInterruptIgnored())
                .as("a shell has this build ignore Ctrl-C, since it runs in the background").isFalse();
        demo = start("--delay", "60s");
        BufferedReader output = demo.inputReader();
        assertThat(output.readLine()).startsWith("One after the other");
        assertThat(output.readLine()).isEqualTo("Hello Reva");

        send(signal);

        assertThat(demo.waitFor(30, TimeUnit.SECONDS)).as("ended long before its next line").isTrue();
        assertThat(demo.exitValue()).isEqualTo(status);
        assertThat(output.lines()).containsExactly("", "Interrupted.");
    }

    @ParameterizedTest
    @CsvSource({"--version, 0", "--delay=0s, 2"})
    void aNormalEndIsNotCalledInterrupted(String argument, int status) throws Exception {
        demo = start(argument);

        List<String> output = demo.inputReader().lines().toList();

        assertThat(demo.waitFor()).isEqualTo(status);
        assertThat(output).isNotEmpty().doesNotContain("Interrupted.");
    }

    @AfterEach
    void endProcess() {
        demo.destroyForcibly();
    }

    private static Process start(String... args) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), PrintDemo.class.getName());
        builder.command().addAll(List.of(args));
        return builder.redirectErrorStream(true).start();
    }

    /** A process inherits that, and a JVM leaves it so. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1L << SIGINT - 1) != 0);
        }
    }

    private void send(String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(demo.pid())).start().waitFor()).isZero();
    }
}
