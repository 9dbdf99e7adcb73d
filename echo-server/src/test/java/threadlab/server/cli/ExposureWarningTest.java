package threadlab.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.server.core.CidrBlock;

class ExposureWarningTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.9", "::1"})
    void ofThisMachineAloneNothingIsSaid(String host) {
        assertThat(ExposureWarning.text(new InetSocketAddress(host, 7), List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, 0.0.0.0:7 is open to every network of this machine",
            "::, [0:0:0:0:0:0:0:0]:7 is open to every network of this machine",
            "192.0.2.1, 192.0.2.1:7 is open to everybody who can reach this address"})
    void withoutRangesItDependsOnTheAddress(String host, String text) {
        assertThat(ExposureWarning.text(new InetSocketAddress(host, 7), List.of())).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "192.0.2.1"})
    void withRangesItIsThey(String host) {
        var ranges = Stream.of("10.0.0.0/8", "192.168.1.7").map(CidrBlock::parse).toList();
        assertThat(ExposureWarning.text(new InetSocketAddress(host, 7), ranges))
                .contains(host + ":7 is open to 10.0.0.0/8, 192.168.1.7 and nobody else");
    }

    @Test
    void aNameThatTheAddressWasLookedUpByIsNotShown() {
        var ranges = List.of(CidrBlock.parse("::1"));
        assertThat(ExposureWarning.text(new InetSocketAddress("localhost", 7), ranges).orElseThrow())
                .doesNotContain("localhost");
    }
}
