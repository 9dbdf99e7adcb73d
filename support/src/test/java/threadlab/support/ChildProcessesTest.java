package threadlab.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
@Tag("process")
class ChildProcessesTest {

    @AfterEach
    void killAll() {
        ChildProcesses.killAll();
    }

    /** A JVM that starts a child, prints its id, and waits. */
    static final class Parent {
        private Parent() {
        }

        public static void main(String... arguments) throws IOException {
            System.out.println(ChildProcesses.start(new ProcessBuilder("sleep", "600")).pid());
            System.in.read();
        }
    }

    @Test
    void aChildDoesNotOutliveItsParentThatEnds() throws Exception {
        Process parent = startJvm(Parent.class);
        ProcessHandle child = childOf(parent);
        parent.outputWriter().close();
        assertThat(parent.waitFor()).isZero();
        await().until(() -> !child.isAlive());
    }

    @Test
    void aChildDoesNotOutliveItsParentThatIsTerminated() throws Exception {
        Process parent = startJvm(Parent.class);
        ProcessHandle child = childOf(parent);
        parent.toHandle().destroy();
        assertThat(parent.waitFor()).isEqualTo(128 + 15);
        await().until(() -> !child.isAlive());
    }

    private static Process startJvm(Class<?> main) throws IOException {
        return ChildProcesses.start(new ProcessBuilder(
                ChildProcesses.javaCommand(List.of("-Xmx32m"), main)).redirectErrorStream(true));
    }

    private static ProcessHandle childOf(Process parent) throws IOException {
        return ProcessHandle.of(Long.parseLong(parent.inputReader().readLine())).orElseThrow();
    }

    /** A JVM without children that kills them all in a shutdown hook of its own. */
    static final class Childless {
        private Childless() {
        }

        public static void main(String... arguments) {
            Runtime.getRuntime().addShutdownHook(new Thread(ChildProcesses::killAll));
        }
    }

    @Test
    void childrenCanBeKilledInAShutdownHook() throws Exception {
        Process process = startJvm(Childless.class);
        assertThat(process.inputReader().lines()).isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void allChildrenAreKilledOnRequest() throws Exception {
        Process one = shell("exec sleep 600");
        Process other = shell("exec sleep 600");
        ChildProcesses.killAll();
        assertThat(one.waitFor()).isEqualTo(128 + 9);
        assertThat(other.waitFor()).isEqualTo(128 + 9);
    }

    private static Process shell(String script) throws IOException {
        return ChildProcesses.start(new ProcessBuilder("sh", "-c", script));
    }
}
