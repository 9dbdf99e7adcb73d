package threadlab.bench.soak.server;

import java.nio.file.Path;
import java.util.List;
import threadlab.bench.soak.plan.SoakPlan;

/** What starts a server to be soaked. */
public final class ServerCommand {
    private ServerCommand() {
    }

    /**
     * A JVM whose heap has its size from the start and is in memory: then resident memory shows what lies beside the heap,
     * and the heap itself is told by its live objects. Threads of the compiler and of the collector are all there from the
     * start too, and do not come and go. Soft references, which the JDK keeps to its own data, are dropped by every collection:
     * else they are dropped together when they have not been used for long, and the live heap falls by a step.
     *
     * @param main takes the arguments of {@link SoakServer}
     */
    public static List<String> of(Class<?> main, SoakPlan plan) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms128m", "-Xmx128m",
                "-XX:+AlwaysPreTouch", "-XX:-UseDynamicNumberOfCompilerThreads", "-XX:-UseDynamicNumberOfGCThreads",
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-cp", System.getProperty("java.class.path"), main.getName(), plan.model().name(),
                String.valueOf(plan.idleTimeout().toMillis()));
    }
}
