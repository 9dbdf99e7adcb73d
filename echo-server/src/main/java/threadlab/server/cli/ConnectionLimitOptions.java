package threadlab.server.cli;

import java.util.List;
import picocli.CommandLine.Option;
import threadlab.server.core.CidrBlock;
import threadlab.server.core.ConnectionLimits;

/** The options that say what a peer may do. */
final class ConnectionLimitOptions {
    @Option(names = "--allow", converter = CidrBlockConverter.class, paramLabel = "CIDR",
            description = "Who may connect, as a range such as 192.168.0.0/16 or fd00::/8, or an address; repeat it for "
                    + "several. Others are reset. Default: everybody who can reach the server.")
    private List<CidrBlock> allowed = List.of();

    @Option(names = "--max-sessions-per-address", defaultValue = "0", paramLabel = "N",
            description = "Sessions of one address at the same time; the next ones are reset. Default: 0, no limit.")
    private int maxSessionsPerAddress;

    @Option(names = "--max-bytes-per-second", defaultValue = "0", paramLabel = "N",
            description = "Bytes that a session reads a second; it is slowed down, not closed. Default: 0, no limit.")
    private int maxBytesPerSecond;

    /** @throws IllegalArgumentException in a line, for what cannot be */
    ConnectionLimits limits() {
        return new ConnectionLimits(allowed, maxSessionsPerAddress, maxBytesPerSecond);
    }
}
