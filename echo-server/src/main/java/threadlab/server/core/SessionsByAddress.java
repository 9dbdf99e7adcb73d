package threadlab.server.core;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The sessions that are open, and how many of them each address has. Guarded by whoever has it. */
final class SessionsByAddress {
    private final Map<Session, InetAddress> sessions = new HashMap<>();
    /** None of an address that has no session. */
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

    /** Addresses that have a session. */
    int addresses() {
        return counts.size();
    }

    Set<Session> all() {
        return sessions.keySet();
    }
}
