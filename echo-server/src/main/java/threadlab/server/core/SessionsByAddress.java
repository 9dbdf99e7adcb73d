package threadlab.server.core;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The open sessions, and how many of them each address has. Not thread-safe: guarded by the registry's lock. */
final class SessionsByAddress {
    private final Map<Session, InetAddress> sessions = new HashMap<>();
    /** Has no entry for an address without sessions. */
    private final Map<InetAddress, Integer> counts = new HashMap<>();

    void add(Session session, InetAddress from) {
        sessions.put(session, from);
        counts.merge(from, 1, Integer::sum);
    }

    void remove(Session session) {
        counts.computeIfPresent(sessions.remove(session), (from, count) -> count > 1 ? count - 1 : null);
    }

    int from(InetAddress address) {
        return counts.getOrDefault(address, 0);
    }

    /** Returns how many addresses have a session. */
    int addresses() {
        return counts.size();
    }

    Set<Session> all() {
        return sessions.keySet();
    }
}
