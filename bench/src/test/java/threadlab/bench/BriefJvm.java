package threadlab.bench;

import java.util.List;
import threadlab.support.ChildProcesses;

/** A JVM that ends before a second compiler or a parallel collector would pay. */
public final class BriefJvm {
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private BriefJvm() {
    }

    /** Returns a command that runs a main class in it, on the class path of the tests. */
    public static List<String> command(Class<?> main, String... arguments) {
        return ChildProcesses.javaCommand(OPTIONS, main, arguments);
    }
}
