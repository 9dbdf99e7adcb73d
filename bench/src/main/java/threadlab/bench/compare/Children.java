package threadlab.bench.compare;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The processes that a run has started: none of them outlives it, whatever ends it. Safe for any thread. */
final class Children {
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Children::killAll));
    }

    private Children() {
    }

    static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        ALIVE.add(process);
        process.onExit().thenAccept(ALIVE::remove);
        return process;
    }

    static void killAll() {
        ALIVE.forEach(Process::destroyForcibly);
    }
}
