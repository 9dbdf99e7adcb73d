package threadlab.server.cli;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import threadlab.server.core.CidrBlock;

/** To whom a server is open, in one line for whoever has opened it. */
final class ExposureWarning {
    private ExposureWarning() {
    }

    /** Empty where it is open to this machine only, and to all of it. */
    static Optional<String> text(InetSocketAddress address, List<CidrBlock> allowed) {
        boolean loopback = address.getAddress().isLoopbackAddress();
        return loopback && allowed.isEmpty()
                ? Optional.empty()
                : Optional.of(PrintingListener.text(address) + " is open to " + whom(address, allowed));
    }

    private static String whom(InetSocketAddress address, List<CidrBlock> allowed) {
        if (!allowed.isEmpty()) {
            return allowed.stream().map(CidrBlock::toString).collect(Collectors.joining(", ")) + " and nobody else";
        }
        return address.getAddress().isAnyLocalAddress()
                ? "every network of this machine"
                : "everybody who can reach this address";
    }
}
