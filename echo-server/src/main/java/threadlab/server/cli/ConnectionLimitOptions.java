package threadlab.server.cli;

import java.util.List;
import picocli.CommandLine.Option;
import threadlab.server.core.CidrBlock;
import threadlab.server.core.ConnectionLimits;

/** The options that limit who may connect, and what a peer may do. */
final class ConnectionLimitOptions {
    @Option(names = "--max-sessions", defaultValue = "" + ConnectionLimits.DEFAULT_MAX_SESSIONS, paramLabel = "N",
            description = "Sessions at once; later connections wait in the backlog. Default: ${DEFAULT-VALUE}.")
    private int maxSessions;

    @Option(names = "--allow", paramLabel = "CIDR",
            description = "Addresses that may connect: a block such as 192.168.0.0/16 or fd00::/8, or one address. "
                    + "May be repeated. Other connections are reset. Default: all that can reach the server.")
    private List<CidrBlock> allowed = List.of();

    @Option(names = "--max-sessions-per-address", defaultValue = "0", paramLabel = "N",
            description = "Sessions of one address at once; further connections are reset. Default: 0, no limit.")
    private int maxSessionsPerAddress;

    @Option(names = "--max-bytes-per-second", defaultValue = "0", paramLabel = "N",
            description = "Bytes per second that are read from a session. A faster peer is slowed down, not closed. "
                    + "Default: 0, no limit.")
    private int maxBytesPerSecond;

    /** @throws IllegalArgumentException in one line, for values that are not allowed */
    ConnectionLimits limits() {
        return new ConnectionLimits(maxSessions, allowed, maxSessionsPerAddress, maxBytesPerSecond);
    }
}
