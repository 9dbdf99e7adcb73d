package threadlab.server.core;

import java.net.InetAddress;
import java.util.List;

/**
 * The limits for connections: which addresses, how many sessions, how fast each is read. Always valid.
 *
 * @param maxSessions sessions at the same time, 1 to 10,000,000; later connections wait in the backlog
 * @param allowed addresses that may connect; empty for all that can reach the server
 * @param maxSessionsPerAddress sessions of one address at the same time, to 10,000,000; 0 for no limit
 * @param maxBytesPerSecond bytes that one session reads a second, and at once after a rest, to 1,000,000,000; 0 for no
 * limit
 */
public record ConnectionLimits(int maxSessions, List<CidrBlock> allowed, int maxSessionsPerAddress,
        int maxBytesPerSecond) {
    /** More than any process can open. */
    public static final int DEFAULT_MAX_SESSIONS = 10_000_000;
    public static final ConnectionLimits NONE = new ConnectionLimits(DEFAULT_MAX_SESSIONS, List.of(), 0, 0);

    private static final int FASTEST = 1_000_000_000;

    public ConnectionLimits {
        allowed = List.copyOf(allowed);
        Checks.checkRange("max-sessions", maxSessions, 1, DEFAULT_MAX_SESSIONS);
        checkLimit("max-sessions-per-address", maxSessionsPerAddress, DEFAULT_MAX_SESSIONS);
        checkLimit("max-bytes-per-second", maxBytesPerSecond, FASTEST);
    }

    boolean allows(InetAddress address) {
        return allowed.isEmpty() || allowed.stream().anyMatch(block -> block.contains(address));
    }

    /** @param sessions of that address now */
    boolean isFull(int sessions) {
        return maxSessionsPerAddress > 0 && sessions >= maxSessionsPerAddress;
    }

    private static void checkLimit(String name, int limit, int most) {
        Checks.check(limit >= 0 && limit <= most, name, limit, "0 (no limit) to " + most);
    }
}
