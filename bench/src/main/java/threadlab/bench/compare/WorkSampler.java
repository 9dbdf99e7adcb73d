package threadlab.bench.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import threadlab.bench.process.ServerProcess;
import threadlab.bench.verdict.WorkTimes;
import threadlab.support.control.CpuUnit;
import threadlab.support.control.ServerCounters;

/**
 * Reads what a server with work has counted, at the edges of the measured window. One that does not answer has no such
 * times, and if it has ended, the trial tells so. Not thread-safe.
 */
final class WorkSampler {
    private final ServerProcess server;
    private final boolean hasWork;
    private final List<ServerCounters.Work> readings = new ArrayList<>();
    private @Nullable Double cpuSpeed;

    WorkSampler(ServerProcess server, boolean hasWork) {
        this.server = server;
        this.hasWork = hasWork;
    }

    /** A first answer makes the server load classes, which shall not happen in the window. */
    void beforeLoad() throws InterruptedException {
        read();
    }

    /** To be called when the window begins, and when it ends. */
    void windowEdge() throws InterruptedException {
        ServerCounters.Work reading = read();
        if (reading != null) {
            readings.add(reading);
        }
    }

    private ServerCounters.@Nullable Work read() throws InterruptedException {
        try {
            return hasWork ? server.counters().work() : null;
        } catch (IOException noAnswer) {
            return null;
        }
    }

    /** Has the server compute once more, if that is part of its work: is it as fast as at the start of the run? */
    void afterLoad() throws InterruptedException {
        if (times().flatMap(WorkTimes::cpuMicros).isEmpty()) {
            return;
        }
        try {
            CpuUnit unit = server.cpuUnit();
            Integer given = unit.given();
            cpuSpeed = given == null ? null : (double) unit.measured() / given;
        } catch (IOException noAnswer) {
            // It is not known then.
        }
    }

    /** Returns nothing if the window was not measured from begin to end. */
    Optional<WorkTimes> times() {
        if (readings.size() != 2) {
            return Optional.empty();
        }
        return WorkTimes.between(readings.getFirst(), readings.getLast()).map(times -> times.withCpuSpeed(cpuSpeed));
    }
}
