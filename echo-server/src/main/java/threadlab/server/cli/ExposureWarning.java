package threadlab.server.cli;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import threadlab.server.core.CidrBlock;
import threadlab.support.AddressFormat;

/** Warns if the server can be reached from other machines. */
final class ExposureWarning {
    private ExposureWarning() {
    }

    /** Returns nothing for a server on loopback that all programs of this machine may use. */
    static Optional<String> text(InetSocketAddress address, List<CidrBlock> allowed) {
        boolean loopback = address.getAddress().isLoopbackAddress();
        return loopback && allowed.isEmpty()
                ? Optional.empty()
                : Optional.of(AddressFormat.format(address) + " is open to " + reach(address, allowed));
    }

    private static String reach(InetSocketAddress address, List<CidrBlock> allowed) {
        if (!allowed.isEmpty()) {
            return allowed.stream().map(CidrBlock::toString).collect(Collectors.joining(", ")) + " and nobody else";
        }
        return address.getAddress().isAnyLocalAddress()
                ? "every network of this machine"
                : "everybody who can reach this address";
    }
}
