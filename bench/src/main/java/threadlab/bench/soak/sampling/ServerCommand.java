package threadlab.bench.soak.sampling;

import java.time.Duration;
import java.util.List;
import threadlab.support.ChildProcesses;
import threadlab.support.ChildProcesses;

/** The command that starts a server to be soaked. */
public final class ServerCommand {
    private ServerCommand() {
    }

    /**
     * Returns a command for a JVM that changes as little as possible by itself. Its heap has a fixed size and is in
     * memory from the start, so that growth of resident memory is growth outside of the heap. All threads of the
     * compiler and of the collector exist from the start. Every collection drops soft references, which the JDK uses
     * for its own data; otherwise the JVM would drop many of them at once after a while, and the live heap would fall
     * by a step.
     *
     * @param main with the options of our server; in tests it has the defect that the soak must find
     */
    public static List<String> of(Class<?> main, String threadModel, Duration idleTimeout) {
        return ChildProcesses.javaCommand(List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch",
                "-XX:-UseDynamicNumberOfCompilerThreads", "-XX:-UseDynamicNumberOfGCThreads",
                "-XX:SoftRefLRUPolicyMSPerMB=0"), main, "--port", "0", "--control", "-", "--thread-model", threadModel,
                "--idle-timeout", idleTimeout.toMillis() + "ms");
    }
}
