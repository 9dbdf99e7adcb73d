package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadPlanTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "' '; 1;     1;       1;        PT0S;  PT1S; host is ' ', allowed: a name or an address",
            "'';  1;     1;       1;        PT0S;  PT1S; host is '', allowed: a name or an address",
            "h;   0;     1;       1;        PT0S;  PT1S; port is 0, allowed: 1 to 65535",
            "h;   -1;    1;       1;        PT0S;  PT1S; port is -1, allowed: 1 to 65535",
            "h;   65536; 1;       1;        PT0S;  PT1S; port is 65536, allowed: 1 to 65535",
            "h;   1;     0;       1;        PT0S;  PT1S; sessions is 0, allowed: 1 to 1000000",
            "h;   1;     1000001; 1;        PT0S;  PT1S; sessions is 1000001, allowed: 1 to 1000000",
            "h;   1;     1;       0;        PT0S;  PT1S; size is 0, allowed: 1 to 16777216 bytes",
            "h;   1;     1;       16777217; PT0S;  PT1S; size is 16777217, allowed: 1 to 16777216 bytes",
            "h;   1;     1;       1;        PT-1S; PT1S; warmup is -1000ms, allowed: 0s to 24h",
            "h;   1;     1;       1;        PT0S;  PT0S; duration is 0s, allowed: more than 0s, to 24h"})
    void aFieldOutOfItsLimitsIsNamedWithItsValueAndWhatIsAllowed(String host, int port, int sessions, int size,
            Duration warmup, Duration duration, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoadPlan(host, port, sessions, size, warmup, duration)).withMessage(message);
    }

    @Test
    void aDurationBelowZeroIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoadPlan("h", 1, 1, 1, Duration.ZERO, Duration.ofNanos(-1)))
                .withMessageStartingWith("duration is ");
    }

    @ParameterizedTest
    @CsvSource({"h,1,1,1,PT0S,PT0.000000001S", "::1,65535,1000000,16777216,PT1H,PT24H"})
    void theLimitsThemselvesAreAllowed(String host, int port, int sessions, int size, Duration warmup,
            Duration duration) {
        assertThat(new LoadPlan(host, port, sessions, size, warmup, duration)).returns(host, LoadPlan::host)
                .returns(port, LoadPlan::port).returns(sessions, LoadPlan::sessions).returns(size, LoadPlan::size)
                .returns(warmup, LoadPlan::warmup).returns(duration, LoadPlan::duration);
    }

    @Test
    void noHostAtAllIsAMistakeOfTheCaller() {
        assertThatNullPointerException()
                .isThrownBy(() -> new LoadPlan(null, 1, 1, 1, Duration.ZERO, Duration.ofSeconds(1)))
                .withMessage("host");
    }

    @ParameterizedTest
    @CsvSource({"PT3000000H,PT1S", "PT0S,PT3000000H", "PT24H0.000000001S,PT1S", "PT0S,PT24H0.000000001S",
            "PT2000000H,PT2000000H"})
    void timesThatTheClockCannotCountAreRefused(Duration warmup, Duration duration) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LoadPlan("h", 1, 1, 1, warmup, duration));
    }
}
