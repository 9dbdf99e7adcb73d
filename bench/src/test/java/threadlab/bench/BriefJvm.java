package threadlab.bench;

import java.util.List;
import java.util.stream.Stream;
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

    /** Leaves out the line in which a JVM says that it has options from the environment; see the pom. */
    public static Stream<String> ownLines(Stream<String> printed) {
        return printed.filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS: "));
    }
}
