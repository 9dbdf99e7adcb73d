package threadlab.server.observe;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Formats socket addresses as HOST:PORT. */
public final class AddressFormat {
    private AddressFormat() {
    }

    /** Returns HOST:PORT, without the name that the address may have been looked up by; IPv6 in brackets. */
    public static String format(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            return String.valueOf(address);
        }
        return format(inet.getAddress().getHostAddress(), inet.getPort());
    }

    /** @param host a name or an address; IPv6 gets brackets */
    public static String format(String host, int port) {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
