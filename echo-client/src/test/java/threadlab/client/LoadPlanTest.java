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
                .returns(port, LoadPlan::port).returns(sessions, LoadPlan::sessions)
                .returns(Sizes.of(size), LoadPlan::sizes)
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

    private static LoadPlan plan(Sizes sizes, Pacing pacing) {
        return new LoadPlan("h", 1, 1, sizes, pacing, true, Duration.ZERO, Duration.ofSeconds(1));
    }

    @Test
    void theShortFormIsAVerifiedClosedLoopOfOneMessageAtATime() {
        assertThat(new LoadPlan("h", 1, 2, 3, Duration.ZERO, Duration.ofSeconds(1))).isEqualTo(
                new LoadPlan("h", 1, 2, Sizes.of(3), new Pacing.Closed(1, Duration.ZERO), true, Duration.ZERO,
                        Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "5; 3;        size is 5..3, allowed: 1 to 16777216 bytes",
            "0; 3;        size is 0..3, allowed: 1 to 16777216 bytes",
            "1; 16777217; size is 1..16777217, allowed: 1 to 16777216 bytes"})
    void sizesOutOfTheirLimitsAreNamed(int min, int max, String message) {
        var pacing = new Pacing.Closed(1, Duration.ZERO);
        assertThatIllegalArgumentException().isThrownBy(() -> plan(new Sizes(min, max, 1), pacing))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "0;    PT0S;  depth is 0, allowed: 1 to 1024",
            "1025; PT0S;  depth is 1025, allowed: 1 to 1024",
            "1;    PT-1S; think is -1000ms, allowed: 0s to 24h",
            "1;    PT25H; think is 25h, allowed: 0s to 24h"})
    void aClosedLoopOutOfItsLimitsIsNamed(int depth, Duration think, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(Sizes.of(1), new Pacing.Closed(depth, think))).withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "0;         PT0S;  rate is 0.0, allowed: 0.001 to 100000000 a second",
            "-1;        PT0S;  rate is -1.0, allowed: 0.001 to 100000000 a second",
            "NaN;       PT0S;  rate is NaN, allowed: 0.001 to 100000000 a second",
            "Infinity;  PT0S;  rate is Infinity, allowed: 0.001 to 100000000 a second",
            "1;         PT-1S; ramp is -1000ms, allowed: 0s to 24h",
            "1;         PT25H; ramp is 25h, allowed: 0s to 24h"})
    void anOpenLoopOutOfItsLimitsIsNamed(double perSecond, Duration ramp, String message) {
        var pacing = new Pacing.Open(perSecond, Pacing.Arrival.CONSTANT, ramp);
        assertThatIllegalArgumentException().isThrownBy(() -> plan(Sizes.of(1), pacing)).withMessage(message);
    }

    @Test
    void theLimitsOfThePacingAreAllowed() {
        assertThat(plan(new Sizes(1, 16 << 20, 1), new Pacing.Closed(1_024, Duration.ofHours(24)))).isNotNull();
        for (double perSecond : new double[]{0.001, 1e8}) {
            var pacing = new Pacing.Open(perSecond, Pacing.Arrival.POISSON, Duration.ofHours(24));
            assertThat(plan(Sizes.of(1), pacing).pacing()).isEqualTo(pacing);
        }
    }
}
