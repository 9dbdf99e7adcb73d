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
import threadlab.support.control.Stats;

/**
 * Asks a server what it has counted, at the edges of the measured window. One that does not answer tells nothing, and
 * if it has ended, the trial tells so. Not thread-safe.
 */
final class StatsSampler {
    private final ServerProcess server;
    private final boolean hasCounters;
    private final List<Stats> readings = new ArrayList<>();
    private @Nullable Double cpuSpeed;

    StatsSampler(ServerProcess server, boolean hasCounters) {
        this.server = server;
        this.hasCounters = hasCounters;
    }

    /** A first answer makes the server load classes, which shall not happen in the window. */
    void beforeLoad() throws InterruptedException {
        read();
    }

    /** To be called when the window begins, and when it ends. */
    void windowEdge() throws InterruptedException {
        Stats reading = read();
        if (reading != null) {
            readings.add(reading);
        }
    }

    private @Nullable Stats read() throws InterruptedException {
        try {
            return hasCounters ? server.stats() : null;
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

    /** Returns nothing if the server has no work, or the window was not measured from begin to end. */
    Optional<WorkTimes> times() {
        ServerCounters.Work begin = readings.size() == 2 ? readings.getFirst().counters().work() : null;
        ServerCounters.Work end = readings.size() == 2 ? readings.getLast().counters().work() : null;
        return begin == null || end == null
                ? Optional.empty()
                : WorkTimes.between(begin, end).map(times -> times.withCpuSpeed(cpuSpeed));
    }

    /** Returns how many carriers the server had at the end of the window; null if it does not tell. */
    @Nullable
    Integer carriers() {
        return readings.isEmpty() ? null : readings.getLast().carriers();
    }
}
