package threadlab.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts processes that do not outlive this JVM, however it ends, unless it is killed itself. Thread-safe. */
public final class ChildProcesses {
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();
    private static final AtomicBoolean HOOKED = new AtomicBoolean();
    /** From which every JVM takes options, before those of its command or after them. */
    private static final List<String> JVM_OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private ChildProcesses() {
    }

    /** Starts a process. When this JVM is told to end, the process is killed, and not asked to stop. */
    public static Process start(ProcessBuilder builder) throws IOException {
        if (HOOKED.compareAndSet(false, true)) { // not before, or killAll could not be used in a shutdown hook
            Runtime.getRuntime().addShutdownHook(new Thread(ChildProcesses::killAll, "kill children"));
        }
        Process process = builder.start();
        ALIVE.add(process);
        process.onExit().thenAccept(ALIVE::remove);
        return process;
    }

    /** Kills all processes that were started here and are still alive. */
    public static void killAll() {
        ALIVE.forEach(Process::destroyForcibly);
    }

    /** Returns the options that each JVM takes from the environment, with their names; empty if there are none. */
    public static Optional<String> optionsOfEnvironment() {
        List<String> options = JVM_OPTIONS.stream().filter(name -> !System.getenv().getOrDefault(name, "").isBlank())
                .map(name -> PrintableText.of(name + "='" + System.getenv(name) + "'")).toList();
        return options.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", options));
    }

    /** Returns the path of a tool of this JDK, such as {@code java} or {@code jcmd}. */
    public static String jdkTool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** Returns a command that runs a main class in a JVM like this one, on the same class path. */
    public static List<String> javaCommand(List<String> jvmOptions, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(jdkTool("java"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
