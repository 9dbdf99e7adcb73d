package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.server.core.CidrBlock;
import threadlab.server.core.ConnectionLimits;

class ServerLimitsConfigTest {
    private final ServerConfig defaults = ServerConfig.defaults();

    @Test
    void theDefaultIsNoLimitAndOneLoop() {
        assertThat(defaults).returns(10_000_000, config -> config.limits().maxSessions())
                .returns(new Timeouts(Duration.ZERO, Duration.ZERO), ServerConfig::timeouts)
                .returns(1, ServerConfig::loops);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_000_001, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aNumberOfSessionsOutOfRangeIsNamedWithWhatIsAllowed(int sessions) {
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withMaxSessions(sessions))
                .withMessage("max-sessions is " + sessions + ", allowed: 1 to 10000000");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10_000_000})
    void theEndsOfTheRangeOfSessionsAreAllowed(int sessions) {
        assertThat(defaults.withMaxSessions(sessions).limits().maxSessions()).isEqualTo(sessions);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 257, Integer.MAX_VALUE})
    void aNumberOfLoopsOutOfRangeIsNamedWithWhatIsAllowed(int loops) {
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withLoops(loops))
                .withMessage("loops is " + loops + ", allowed: 1 to 256");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 256})
    void theEndsOfTheRangeOfLoopsAreAllowed(int loops) {
        assertThat(defaults.withLoops(loops).loops()).isEqualTo(loops);
    }

    @ParameterizedTest
    @CsvSource({"PT-0.000000001S, PT-0.000000001S", "PT-1H, -1h", "PT-0.001S, -1ms",
            "PT8760H0.000000001S, PT8760H0.000000001S", "PT2562047788015215H30M7S, 9223372036854775807s"})
    void aTimeLimitOutOfRangeIsNamedWithWhatIsAllowed(Duration limit, String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withIdleTimeout(limit))
                .withMessage("idle-timeout is " + text + ", allowed: 0s to 8760h");
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withMaxLifetime(limit))
                .withMessage("max-lifetime is " + text + ", allowed: 0s to 8760h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.000000001S", "PT8760H"})
    void theEndsOfTheRangeOfTimeLimitsAreAllowed(Duration limit) {
        assertThat(defaults.withIdleTimeout(limit).timeouts().idle()).isEqualTo(limit);
        assertThat(defaults.withMaxLifetime(limit).timeouts().lifetime()).isEqualTo(limit);
    }

    @Test
    void aMissingValueIsNamed() {
        assertThatNullPointerException().isThrownBy(() -> defaults.withThreadModel(null)).withMessage("threadModel");
        assertThatNullPointerException().isThrownBy(() -> defaults.withLimits(null)).withMessage("limits");
        assertThatNullPointerException().isThrownBy(() -> defaults.withHost(null)).withMessage("host");
        assertThatNullPointerException().isThrownBy(() -> defaults.withIdleTimeout(null)).withMessage("idle-timeout");
        assertThatNullPointerException().isThrownBy(() -> defaults.withMaxLifetime(null)).withMessage("max-lifetime");
    }

    @Test
    void aTimeLimitThatIsTooLongIsNamedAsItWasWritten() {
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withIdleTimeout(Duration.ofHours(9_000)))
                .withMessage("idle-timeout is 9000h, allowed: 0s to 8760h");
    }

    @Test
    void eachWithChangesItsFieldAndNoOther() {
        var day = Duration.ofDays(1);
        var hour = Duration.ofHours(1);
        var limits = new ConnectionLimits(2, List.of(CidrBlock.parse("::1")), 5, 6);
        assertThat(defaults.withThreadModel(ThreadModel.EVENT_LOOP).withHost("::1").withPort(1).withLimits(limits)
                .withMaxSessions(3).withIdleTimeout(hour).withMaxLifetime(day).withLoops(4).withPoolThreads(8))
                .isEqualTo(new ServerConfig(ThreadModel.EVENT_LOOP, 4, 8, new Endpoint("::1", 1, 4096),
                        new ConnectionLimits(3, limits.allowed(), 5, 6), new Timeouts(hour, day), null, null));
    }
}
