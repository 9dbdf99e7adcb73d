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
        String host = inet.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + inet.getPort();
    }
}
