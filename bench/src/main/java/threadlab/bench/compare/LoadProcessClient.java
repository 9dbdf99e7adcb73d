package threadlab.bench.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.process.ControlledProcess;
import threadlab.bench.verdict.Json;
import threadlab.support.ChildProcesses;
import threadlab.support.control.EventJson;

/**
 * Sends loads to a {@link LoadProcess}. All trials share one process, so that it is equally warm for all servers (ADR
 * 16); if it ends, the next load starts a new one. Not thread-safe.
 */
final class LoadProcessClient implements AutoCloseable {
    /** Is told of the edges of a measured window. */
    @FunctionalInterface
    interface WindowEdge {
        void passed() throws InterruptedException;
    }

    private final List<String> command;
    private @Nullable ControlledProcess process;

    /** @param command of the load's process, without arguments */
    LoadProcessClient(List<String> command) {
        this.command = command;
    }

    /**
     * Blocks until the load has ended.
     *
     * @param windowEdge called when the measured window begins, and when it ends
     * @throws IOException in one line, if there is no report
     */
    TrialLoad.Report run(TrialLoad.Task task, Duration timeout, WindowEdge windowEdge)
            throws IOException, InterruptedException {
        ControlledProcess load = process != null && process.isAlive() ? process : start();
        return load.ask(Json.line(task), TrialLoad.Report.class, timeout, event -> {
            if (event.equals(EventJson.name(LoadProcess.WindowEdge.class))) {
                windowEdge.passed();
            }
        });
    }

    private ControlledProcess start() throws IOException {
        ControlledProcess started = ControlledProcess.of("the load",
                ChildProcesses.start(
                        new ProcessBuilder(Stream.concat(command.stream(), Stream.of(LoadProcess.SERVE)).toList())));
        process = started;
        return started;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
