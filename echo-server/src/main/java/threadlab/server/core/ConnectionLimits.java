package threadlab.server.core;

import java.net.InetAddress;
import java.util.List;
import threadlab.server.ServerConfig;

/**
 * What a peer may do: connect at all, have several sessions, be fast. Always valid, as {@link ServerConfig}.
 *
 * @param allowed who may connect; empty for everybody who can reach the server
 * @param maxSessionsPerAddress sessions of one address at the same time, to 10,000,000; 0 for no limit
 * @param maxBytesPerSecond bytes that one session reads a second, beyond a second's worth at once after a rest; to
 *            1,000,000,000; 0 for no limit
 */
public record ConnectionLimits(List<CidrBlock> allowed, int maxSessionsPerAddress, int maxBytesPerSecond) {
    public static final ConnectionLimits NONE = new ConnectionLimits(List.of(), 0, 0);

    private static final int FASTEST = 1_000_000_000;

    public ConnectionLimits {
        allowed = List.copyOf(allowed);
        checkLimit("max-sessions-per-address", maxSessionsPerAddress, ServerConfig.DEFAULT_MAX_SESSIONS);
        checkLimit("max-bytes-per-second", maxBytesPerSecond, FASTEST);
    }

    boolean allows(InetAddress address) {
        return allowed.isEmpty() || allowed.stream().anyMatch(range -> range.contains(address));
    }

    /** @param sessions of that address now */
    boolean isFull(int sessions) {
        return maxSessionsPerAddress > 0 && sessions >= maxSessionsPerAddress;
    }

    private static void checkLimit(String field, int limit, int most) {
        ServerConfig.check(limit >= 0 && limit <= most, field, limit, "0 (no limit) to " + most);
    }
}
