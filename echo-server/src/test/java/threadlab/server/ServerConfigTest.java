package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {
    private final ServerConfig defaults = ServerConfig.defaults();

    @Test
    void theDefaultIsVirtualThreadsOnLoopback() {
        assertThat(defaults).returns(ThreadModel.VIRTUAL_TUNED, ServerConfig::threadModel)
                .returns(new Endpoint("127.0.0.1", 4004, 4096), ServerConfig::endpoint);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aPortOutOfRangeIsNamedWithWhatIsAllowed(int port) {
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withPort(port))
                .withMessage("port is " + port + ", allowed: 0 to 65535");
    }

    @Test
    void aBlankHostIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withHost(" "))
                .withMessage("host is ' ', allowed: a name or an address");
    }

    @Test
    void anEmptyBacklogIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Endpoint("::1", 1, 0))
                .withMessage("backlog is 0, allowed: 1 or more");
    }
}
