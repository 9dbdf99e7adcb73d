package threadlab.server.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.server.ServerConfig;

class ConnectionLimitsTest {

    @Test
    void theDefaultAllowsEverything() throws Exception {
        assertThat(ServerConfig.defaults().limits()).isEqualTo(ConnectionLimits.NONE)
                .isEqualTo(new ConnectionLimits(ConnectionLimits.DEFAULT_MAX_SESSIONS, List.of(), 0, 0));
        assertThat(ConnectionLimits.NONE.allows(InetAddress.getByName("203.0.113.1"))).isTrue();
        assertThat(ConnectionLimits.NONE.isFull(Integer.MAX_VALUE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "10.9.8.7, true", "fd00::7, true", "127.0.0.2, false", "11.0.0.0, false",
            "::1, false"})
    void whoIsInOneOfTheRangesIsAllowed(String address, boolean allowed) throws Exception {
        var ranges = List.of(CidrBlock.parse("127.0.0.1"), CidrBlock.parse("10.0.0.0/8"),
                CidrBlock.parse("fd00::/8"));
        assertThat(new ConnectionLimits(1, ranges, 0, 0).allows(InetAddress.getByName(address))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "2, false", "3, true", "4, true"})
    void anAddressIsFullAtItsLimit(int sessions, boolean full) {
        assertThat(new ConnectionLimits(ConnectionLimits.DEFAULT_MAX_SESSIONS, List.of(), 3, 0).isFull(sessions))
                .isEqualTo(full);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10_000_001, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aLimitOfSessionsOutOfRangeIsNamedWithWhatIsAllowed(int limit) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionLimits(1, List.of(), limit, 0))
                .withMessage("max-sessions-per-address is " + limit + ", allowed: 0 (no limit) to 10000000");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1_000_000_001, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aLimitOfBytesOutOfRangeIsNamedWithWhatIsAllowed(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectionLimits(ConnectionLimits.DEFAULT_MAX_SESSIONS, List.of(), 0, limit))
                .withMessage("max-bytes-per-second is " + limit + ", allowed: 0 (no limit) to 1000000000");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10_000_000})
    void theEndsOfTheRangesAreAllowed(int limit) {
        assertThat(new ConnectionLimits(1, List.of(), limit, 100 * limit)).isNotNull();
    }
}
