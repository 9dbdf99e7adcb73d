package threadlab.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("process")
class ShutdownHookTest {
    private final ShutdownHook interrupt = new ShutdownHook();
    private Process process;

    @Test
    void theWorksValueIsReturned() throws Exception {
        assertThat(interrupt.hold(() -> 42)).isEqualTo(42);
    }

    @Test
    void theWorksFailureIsPassedOn() {
        var failure = new IllegalStateException("as it was");

        assertThatThrownBy(() -> interrupt.hold(() -> {
            throw failure;
        })).isSameAs(failure);
    }

    @Test
    void theInterruptionOfTheWorkIsPassedOn() {
        assertThatThrownBy(() -> interrupt.hold(() -> {
            throw new InterruptedException();
        })).isInstanceOf(InterruptedException.class);
    }

    @Test
    void workThatNobodyInterruptsIsNotStopped() throws Exception {
        var stops = new AtomicInteger();

        int stopped = interrupt.hold(() -> {
            interrupt.then(stops::incrementAndGet);
            return stops.get();
        });

        assertThat(stopped).isZero();
        assertThat(stops).hasValue(0);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
    void theStopIsRunOnceAndTheWorkMayComeToItsEnd() throws Exception {
        process = start("stoppable");
        BufferedReader output = process.inputReader();
        assertThat(output.readLine()).isEqualTo("working");

        terminate();

        assertThat(output.lines()).containsExactly("first stop", "second stop, at once", "work done");
        assertThat(process.waitFor()).isEqualTo(143);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
    void workThatCanOnlyBeStoppedAfterTheSignalIsStoppedOnce() throws Exception {
        process = start("late");
        BufferedReader output = process.inputReader();
        assertThat(output.readLine()).isEqualTo("working");

        terminate();

        assertThat(output.lines()).containsExactly("stop", "work done");
        assertThat(process.waitFor()).isEqualTo(143);
    }

    /** Whoever waits for work that has ended complains after its timeout, and is heard here. */
    @ParameterizedTest
    @CsvSource({"returns, 3", "fails, 4"})
    void workThatHasEndedIsNotWaitedFor(String how, int status) throws Exception {
        process = start(how);

        assertThat(process.inputReader().lines()).isEmpty();
        assertThat(process.waitFor()).isEqualTo(status);
    }

    @AfterEach
    void endProcess() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private static Process start(String how) throws IOException {
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Program.class.getName(), how).redirectErrorStream(true);
        // They would make the JVM say so in its output.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"));
        return builder.start();
    }

    private void terminate() throws Exception {
        assertThat(new ProcessBuilder("kill", "-TERM", String.valueOf(process.pid())).start().waitFor()).isZero();
    }

    /** What is interrupted, a process of its own. */
    static final class Program {
        public static void main(String... args) throws Exception {
            var interrupt = new ShutdownHook();
            try {
                System.exit(interrupt.hold(() -> switch (args[0]) {
                    case "stoppable" -> stoppable(interrupt);
                    case "late" -> late(interrupt);
                    case "returns" -> 3;
                    default -> throw new IllegalStateException(args[0]);
                }));
            } catch (IllegalStateException expected) {
                System.exit(4);
            }
        }

        private static int stoppable(ShutdownHook interrupt) throws InterruptedException {
            var asked = new CountDownLatch(1);
            interrupt.then(() -> {
                System.out.println("first stop");
                asked.countDown();
            });
            System.out.println("working");
            asked.await();
            interrupt.then(() -> System.out.println("second stop, at once"));
            System.out.println("work done");
            return 0;
        }

        /** Finds something to stop once the JVM is going down, before or after the interrupt has noticed. */
        private static int late(ShutdownHook interrupt) throws InterruptedException {
            var goingDown = new CountDownLatch(1);
            var stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(goingDown::countDown));
            System.out.println("working");
            goingDown.await();
            interrupt.then(() -> {
                System.out.println("stop");
                stopped.countDown();
            });
            if (stopped.await(10, TimeUnit.SECONDS)) {
                System.out.println("work done");
            }
            return 0;
        }
    }
}
