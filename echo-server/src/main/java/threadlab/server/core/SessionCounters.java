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
    private long closedEchoes;
    private long closedBytes;

    void accepted() {
        accepted++;
    }

    void rejected(RejectReason reason) {
        rejected.merge(reason, 1L, Long::sum);
    }

    void closed(Session session, CloseReason reason) {
        closed.merge(reason, 1L, Long::sum);
        closedEchoes += session.echoes();
        closedBytes += session.bytes();
        departures++;
    }

    /** Returns how many sessions have ended. */
    long departures() {
        return departures;
    }

    ServerStats snapshot(Collection<Session> open, StartLatency startLatency) {
        long echoes = closedEchoes;
        long bytes = closedBytes;
        for (Session session : open) {
            echoes += session.echoes();
            bytes += session.bytes();
        }
        return new ServerStats(accepted, open.size(), Map.copyOf(closed), Map.copyOf(rejected), echoes, bytes,
                startLatency);
    }
}
