package threadlab.bench.compare;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The processes that a run has started: none of them outlives it, whatever ends it. Safe for any thread. */
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
