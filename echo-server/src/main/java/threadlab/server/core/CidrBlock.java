package threadlab.server.core;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CIDR block (RFC 4632, RFC 4291): addresses that begin with the same bits, down to a single address. Always valid:
 * anything else is refused with an {@link IllegalArgumentException} in one line.
 *
 * <p>{@code ::ffff:10.0.0.1} is treated as the IPv4 address 10.0.0.1, which no IPv6 block contains.
 *
 * @param first the lowest address: its bits beyond the prefix are zero
 * @param prefix number of bits that they have in common, 0 to 32 or 128
 */
public record CidrBlock(InetAddress first, int prefix) {
    private static final Pattern FORM = Pattern.compile("([^/]*)(?:/(0|[1-9]\\d{0,2}))?");
    /** The first bytes of an IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2). */
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
    private static final int MAPPED_BITS = 8 * MAPPED.length;

    public CidrBlock {
        first = address(bytes(first));
        check(prefix >= 0 && prefix <= bits(first), "the prefix must be 0 to " + bits(first));
        InetAddress lowest = lowest(first, prefix);
        check(first.equals(lowest),
                "bits beyond the prefix must be 0, as in " + lowest.getHostAddress() + "/" + prefix);
    }

    /** Parses {@code 10.0.0.0/8}, {@code fd00::/8}, or a single address. Looks up no name. */
    public static CidrBlock parse(String text) {
        try {
            Matcher form = FORM.matcher(text);
            check(form.matches(), "it must be ADDRESS or ADDRESS/PREFIX");
            InetAddress first = IpLiteral.parse(form.group(1)).orElseThrow(
                    () -> new IllegalArgumentException("it must begin with an address such as 10.0.0.0 or fd00::"));
            return form.group(2) == null
                    ? new CidrBlock(first, bits(first))
                    : new CidrBlock(first, prefix(form, bits(first)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no range of addresses: " + e.getMessage(), e);
        }
    }

    /** The prefix of {@code ::ffff:10.0.0.0/104} is 8. */
    private static int prefix(Matcher form, int bits) {
        int prefix = Integer.parseInt(form.group(2));
        boolean mapped = bits == 32 && form.group(1).contains(":");
        check(!mapped || prefix >= MAPPED_BITS && prefix <= 128, "the prefix must be 96 to 128, since it is IPv4");
        return mapped ? prefix - MAPPED_BITS : prefix;
    }

    /** Whether the block contains the address. */
    public boolean contains(InetAddress address) {
        InetAddress plain = address(bytes(address));
        return bits(plain) == bits(first) && lowest(plain, prefix).equals(first);
    }

    private static InetAddress lowest(InetAddress address, int prefix) {
        byte[] bytes = address.getAddress();
        for (int i = 0; i < bytes.length; i++) {
            int ones = Math.clamp(prefix - 8L * i, 0, 8);
            bytes[i] &= (byte) (0xff << 8 - ones);
        }
        return address(bytes);
    }

    private static int bits(InetAddress address) {
        return 8 * address.getAddress().length;
    }

    /** Returns four bytes for IPv4, also if it is mapped. */
    private static byte[] bytes(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean mapped = address instanceof Inet6Address
                && Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
        return mapped ? Arrays.copyOfRange(bytes, MAPPED.length, bytes.length) : bytes;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
        }
    }

    private static void check(boolean valid, String rule) {
        if (!valid) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** Returns the form that {@link #parse} takes; without a prefix for a single address. */
    @Override
    public String toString() {
        return first.getHostAddress() + (prefix == bits(first) ? "" : "/" + prefix);
    }
}
