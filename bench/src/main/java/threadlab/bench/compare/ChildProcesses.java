package threadlab.bench.compare;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts processes that do not outlive this JVM, however it ends, unless it is killed itself. Thread-safe. */
final class ChildProcesses {
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    private static final AtomicBoolean WATCHED = new AtomicBoolean();

    private ChildProcesses() {
    }

    static Process start(ProcessBuilder builder) throws IOException {
        if (WATCHED.compareAndSet(false, true)) {
            Runtime.getRuntime().addShutdownHook(new Thread(ChildProcesses::killAll));
        }
        Process process = builder.start();
        ALIVE.add(process);
        process.onExit().thenAccept(ALIVE::remove);
        return process;
    }

    static void killAll() {
        ALIVE.forEach(Process::destroyForcibly);
    }
}
