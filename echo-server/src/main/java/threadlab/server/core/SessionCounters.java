package threadlab.server.core;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import threadlab.server.events.CloseReason;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerStats;
import threadlab.server.events.StartLatency;

/** Counts what happened to sessions. Not thread-safe: guarded by the registry's lock. */
final class SessionCounters {
    private final Map<CloseReason, Long> closed = new EnumMap<>(CloseReason.class);
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private long accepted;
    private long departures;
    private long closedReads;
    private long closedBytes;

    void accepted() {
        accepted++;
    }

    void rejected(RejectReason reason) {
        rejected.merge(reason, 1L, Long::sum);
    }

    void closed(Session session, CloseReason reason) {
        closed.merge(reason, 1L, Long::sum);
        closedReads += session.reads();
        closedBytes += session.bytes();
        departures++;
    }

    /** Returns how many sessions have ended. */
    long departures() {
        return departures;
    }

    ServerStats snapshot(Collection<Session> open, StartLatency startLatency) {
        long reads = closedReads;
        long bytes = closedBytes;
        for (Session session : open) {
            reads += session.reads();
            bytes += session.bytes();
        }
        return new ServerStats(accepted, open.size(), Map.copyOf(closed), Map.copyOf(rejected), reads, bytes,
                startLatency);
    }
}
