package threadlab.server.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrBlockTest {

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, 10.0.0.0, 10.255.255.255", "192.168.16.0/20, 192.168.16.0, 192.168.31.255",
            "10.1.2.0/31, 10.1.2.0, 10.1.2.1", "10.1.2.3/32, 10.1.2.3, 10.1.2.3", "10.1.2.3, 10.1.2.3, 10.1.2.3",
            "128.0.0.0/1, 128.0.0.0, 255.255.255.255", "0.0.0.0/0, 0.0.0.0, 255.255.255.255",
            "fd00::/8, fd00::, fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            "2001:db8::/33, 2001:db8::, 2001:db8:7fff:ffff:ffff:ffff:ffff:ffff",
            "::1, ::1, ::1", "2001:db8::7/128, 2001:db8::7, 2001:db8::7",
            "::/0, ::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            "::ffff:10.0.0.0/104, 10.0.0.0, 10.255.255.255", "::ffff:0:0/96, 0.0.0.0, 255.255.255.255",
            "::ffff:7f00:1, 127.0.0.1, 127.0.0.1"})
    void holdsBothItsEndsAndNoneOfTheirNeighbours(String range, String first, String last) throws Exception {
        var all = CidrBlock.parse(range);
        assertThat(all.contains(address(first))).isTrue();
        assertThat(all.contains(address(last))).isTrue();
        assertThat(all.contains(next(first, -1))).as("the one before").isEqualTo(next(first, -1).equals(address(last)));
        assertThat(all.contains(next(last, 1))).as("the one after").isEqualTo(next(last, 1).equals(address(first)));
    }

    /** Against another way to say it: whether the numbers differ in their first bits only. */
    @Test
    void holdsWhatBeginsWithTheSameBits() throws UnknownHostException {
        var random = new Random(22);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[i % 2 == 0 ? 4 : 16];
            random.nextBytes(bytes);
            int bits = 8 * bytes.length;
            int prefix = random.nextInt(bits + 1);
            var number = new BigInteger(1, bytes);
            int shift = bits - prefix;
            var range = new CidrBlock(address(number.shiftRight(shift).shiftLeft(shift), bytes.length), prefix);
            assertThat(range.contains(InetAddress.getByAddress(bytes))).isTrue();
            int flipped = random.nextInt(bits);
            assertThat(range.contains(address(number.flipBit(flipped), bytes.length)))
                    .as("%s, bit %d flipped", range, flipped).isEqualTo(flipped < shift);
        }
    }

    @Test
    void theTwoKindsDoNotMix() throws UnknownHostException {
        assertThat(CidrBlock.parse("0.0.0.0/0").contains(address("::1"))).isFalse();
        assertThat(CidrBlock.parse("::/0").contains(address("127.0.0.1"))).isFalse();
        assertThat(CidrBlock.parse("127.0.0.1").contains(address("::127.0.0.1"))).as("not the mapped form")
                .isFalse();
    }

    /** The JDK gives peers as IPv4 where they are; somebody else's {@link InetAddress} may be of the other class. */
    @Test
    void anIpv4AddressThatIsMappedIntoIpv6IsTheSame() throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[10] = bytes[11] = -1;
        bytes[12] = 10;
        bytes[15] = 7;
        InetAddress mapped = Inet6Address.getByAddress(null, bytes, -1);
        assertThat(mapped).isNotInstanceOf(Inet4Address.class);
        assertThat(CidrBlock.parse("10.0.0.0/8").contains(mapped)).isTrue();
        assertThat(CidrBlock.parse("11.0.0.0/8").contains(mapped)).isFalse();
        assertThat(CidrBlock.parse("::/0").contains(mapped)).isFalse();
        assertThat(new CidrBlock(mapped, 32)).isEqualTo(CidrBlock.parse("10.0.0.7"));
    }

    @Test
    void theScopeOfALinkLocalAddressDoesNotMatter() throws UnknownHostException {
        InetAddress scoped = Inet6Address.getByAddress(null, address("fe80::1").getAddress(), 3);
        assertThat(CidrBlock.parse("fe80::/10").contains(scoped)).isTrue();
        assertThat(new CidrBlock(scoped, 128)).hasToString("fe80:0:0:0:0:0:0:1");
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, 10.0.0.0/8", "10.1.2.3/32, 10.1.2.3", "0.0.0.0/0, 0.0.0.0/0", "::1/128, 0:0:0:0:0:0:0:1",
            "FD00::/8, fd00:0:0:0:0:0:0:0/8", "::ffff:10.0.0.0/104, 10.0.0.0/8"})
    void isWrittenAsItCanBeReadAgain(String text, String written) {
        assertThat(CidrBlock.parse(text)).hasToString(written).isEqualTo(CidrBlock.parse(written));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1/8, 10.0.0.0/8", "192.168.1.255/31, 192.168.1.254/31", "255.255.255.255/0, 0.0.0.0/0",
            "fd00::1/8, fd00:0:0:0:0:0:0:0/8", "::ffff:10.0.0.1/104, 10.0.0.0/8"})
    void bitsBeyondThePrefixAreRefusedWithTheRangeThatMayBeMeant(String text, String meant) {
        assertThatIllegalArgumentException().isThrownBy(() -> CidrBlock.parse(text)).withMessage("'" + text
                + "' is no range of addresses: bits beyond the prefix must be 0, as in " + meant);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/33, 0 to 32", "0.0.0.0/999, 0 to 32", "::/129, 0 to 128",
            "'::ffff:10.0.0.0/8', '96 to 128, since it is IPv4'",
            "'::ffff:10.0.0.0/129', '96 to 128, since it is IPv4'"})
    void aPrefixThatIsTooLongIsRefusedWithWhatIsAllowed(String text, String allowed) {
        assertThatIllegalArgumentException().isThrownBy(() -> CidrBlock.parse(text))
                .withMessage("'" + text + "' is no range of addresses: the prefix must be " + allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/08", "10.0.0.0/8/8", "10.0.0.0/8 ",
            "10.0.0.0/ 8", "10.0.0.0/8x", "10.0.0.0/\u0668", "10.0.0.0/255.0.0.0", "10.0.0.0/1000",
            "10.0.0.0/99999999999999999999"})
    void aPrefixThatIsNoNumberIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CidrBlock.parse(text))
                .withMessage("'" + text + "' is no range of addresses: it must be ADDRESS or ADDRESS/PREFIX");
    }

    /** The first ones are addresses to some programs, the next ones names: neither is taken, nor looked up. */
    @ParameterizedTest
    @ValueSource(strings = {"10.1", "10.0.0", "010.0.0.1", "10.0.0.01", "0x0a.0.0.1", "167772161", "10.0.0.256",
            "10.0.0.1.2", "localhost", "example.org", "cafe", "127.0.0.1.example", "", "/8", " 10.0.0.1", "10.0.0.1\n",
            "[::1]", "::1]", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::12345", "::g", "fe80::1%lo", "fe80::1%1",
            "::1.2.3", "::1.2.3.256", ".::1", "\u0661\u0660.0.0.1", "10.0.0.1\u0000", "\u001b[2J", "\ufffd"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CidrBlock.parse(text)).withMessage("'" + text
                + "' is no range of addresses: it must begin with an address such as 10.0.0.0 or fd00::");
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }

    /** The neighbour; beyond the last address comes the first. */
    private static InetAddress next(String literal, int step) throws UnknownHostException {
        byte[] bytes = address(literal).getAddress();
        BigInteger size = BigInteger.ONE.shiftLeft(8 * bytes.length);
        return address(new BigInteger(1, bytes).add(BigInteger.valueOf(step)).mod(size), bytes.length);
    }

    private static InetAddress address(BigInteger number, int length) throws UnknownHostException {
        byte[] bytes = new byte[length];
        byte[] digits = number.toByteArray();
        int count = Math.min(length, digits.length);
        System.arraycopy(digits, digits.length - count, bytes, length - count, count);
        return InetAddress.getByAddress(bytes);
    }
}
