package threadlab.support;

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

    /** @param host a name or an address; IPv6 gets brackets, unless it has them */
    public static String format(String host, int port) {
        boolean needsBrackets = host.indexOf(':') >= 0 && !host.startsWith("[");
        return (needsBrackets ? "[" + host + "]" : host) + ":" + port;
    }
}
