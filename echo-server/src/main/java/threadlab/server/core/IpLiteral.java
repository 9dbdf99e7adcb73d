package threadlab.server.core;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses IP addresses that are written in numbers. Names are not accepted, and never looked up. */
final class IpLiteral {
    /** Without leading zeros: some programs read 010.0.0.1 as 8.0.0.1. */
    private static final Pattern IPV4 = Pattern
            .compile("(part)\\.(part)\\.(part)\\.(part)".replace("part", "25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d"));
    /** Accepts more than RFC 4291, but no host name, since that has no colon. */
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F.:]*");

    private IpLiteral() {
    }

    /** Returns nothing if the text is no address, and an IPv4 address for {@code ::ffff:10.0.0.1}. */
    static Optional<InetAddress> parse(String text) {
        if (IPV6.matcher(text).matches()) {
            return parsed("[" + text + "]"); // in brackets nothing is looked up
        }
        return IPV4.matcher(text).matches() ? parsed(text) : Optional.empty();
    }

    private static Optional<InetAddress> parsed(String literal) {
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return Optional.empty(); // not an IP literal
        }
    }
}
