package threadlab.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import threadlab.support.LinuxProcess;

/** On real processes, where strace works. */
class SystemCallsTest {
    @BeforeEach
    void here() {
        assumeThat(SystemCalls.problem()).isEmpty();
    }

    @Test
    void theCallsOfAProcessAreCountedAndThoseThatFail() throws IOException, InterruptedException {
        Process child = new ProcessBuilder("sh", "-c",
                "read line; dd if=/dev/zero of=/dev/null bs=1 count=500; cat /none/such; read line")
                .redirectErrorStream(true).start();
        try (var calls = SystemCalls.start(child.pid())) {
            say("go", child);
            assertThat(child.inputReader().lines().anyMatch(line -> line.contains("/none/such"))).isTrue();
            Map<String, SystemCalls.Count> counted = calls.stop();
            // beside those by which the programs are loaded and speak
            assertThat(counted.get("read").calls()).isBetween(501L, 600L);
            assertThat(counted.get("write").calls()).isBetween(500L, 550L);
            assertThat(counted.get("write").errors()).isZero();
            assertThat(counted.get("openat").errors()).isPositive();
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void aProcessThatIsNotWatchedAnyMoreLivesOn() throws IOException, InterruptedException {
        Process cat = new ProcessBuilder("cat").start();
        try {
            SystemCalls calls = SystemCalls.start(cat.pid());
            assertThat(tracer(cat)).isPositive();
            assertThatIOException().as("a second one may not").isThrownBy(() -> SystemCalls.start(cat.pid()))
                    .withMessageContaining("Operation not permitted");
            calls.close();
            await().until(() -> tracer(cat) == 0);
            say("still here", cat);
            assertThat(cat.inputReader().readLine()).isEqualTo("still here");
        } finally {
            cat.destroyForcibly();
        }
    }

    @Test
    void aProcessThatIsNotThereCannotBeWatched() {
        assertThatIOException().isThrownBy(() -> SystemCalls.start(Integer.MAX_VALUE))
                .withMessageContaining("No such process");
    }

    private static void say(String line, Process to) throws IOException {
        to.getOutputStream().write((line + "\n").getBytes());
        to.getOutputStream().flush();
    }

    private static long tracer(Process process) {
        return LinuxProcess.of(process.pid()).threadStatuses().findFirst().orElseThrow().number("TracerPid")
                .orElseThrow();
    }
}
