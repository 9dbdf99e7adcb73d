package threadlab.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressFormatTest {
    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1:7", "server.example, server.example:7", "::1, [::1]:7", "[::1], [::1]:7",
            "fe80::1%eth0, [fe80::1%eth0]:7"})
    void anIpv6AddressStandsInBrackets(String host, String shown) {
        assertThat(AddressFormat.format(host, 7)).isEqualTo(shown);
    }

    @Test
    void aSocketAddressIsShownWithoutAName() {
        assertThat(AddressFormat.format(new InetSocketAddress("::1", 7))).isEqualTo("[0:0:0:0:0:0:0:1]:7");
        assertThat(AddressFormat.format(new InetSocketAddress("127.0.0.1", 7))).isEqualTo("127.0.0.1:7");
    }
}
