package threadlab.client.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.client.verify.MessageSizes;

class LoadPlanTest {
    private static final RunLimit SECOND = RunLimit.ofTime(Duration.ZERO, Duration.ofSeconds(1));

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
            "h;   1;     1;       1;        PT-1S; PT1S; warmup is -1s, allowed: 0s to 24h",
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
        assertThat(new LoadPlan(host, port, sessions, size, warmup, duration))
                .returns(new Target(host, port), LoadPlan::target)
                .returns(ConnectionProfile.of(sessions), LoadPlan::profile)
                .returns(MessageSizes.of(size), LoadPlan::sizes)
                .returns(RunLimit.ofTime(warmup, duration), LoadPlan::limit);
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

    private static LoadPlan plan(MessageSizes sizes, LoadModel loadModel) {
        return new LoadPlan(new Target("h", 1), ConnectionProfile.of(1), sizes, loadModel, true, SECOND);
    }

    @Test
    void theShortFormIsAVerifiedClosedLoopOfOneMessageAtATime() {
        assertThat(new LoadPlan("h", 1, 2, 3, Duration.ZERO, Duration.ofSeconds(1))).isEqualTo(
                new LoadPlan(new Target("h", 1, List.of()), new ConnectionProfile(2, 0, 0, 0, 0), MessageSizes.of(3),
                        new LoadModel.Closed(1, Duration.ZERO), true, SECOND));
    }

    @Test
    void onePartIsReplacedAndTheOthersStay() {
        LoadPlan plan = plan(new MessageSizes(1, 9, 4), new LoadModel.Closed(3, Duration.ofMillis(2)));
        var profile = new ConnectionProfile(2, 1, 3, 4, 5);
        var loadModel = new LoadModel.Open(7, LoadModel.Arrival.POISSON, Duration.ZERO);
        var limit = RunLimit.ofEchoes(Duration.ZERO, 8);
        assertThat(plan.withProfile(profile)).isEqualTo(
                new LoadPlan(plan.target(), profile, plan.sizes(), plan.loadModel(), true, SECOND));
        assertThat(plan.withSizes(MessageSizes.of(6))).isEqualTo(
                new LoadPlan(plan.target(), plan.profile(), MessageSizes.of(6), plan.loadModel(), true, SECOND));
        assertThat(plan.withLoadModel(loadModel)).isEqualTo(
                new LoadPlan(plan.target(), plan.profile(), plan.sizes(), loadModel, true, SECOND));
        assertThat(plan.withLimit(limit)).isEqualTo(
                new LoadPlan(plan.target(), plan.profile(), plan.sizes(), plan.loadModel(), true, limit));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "0;       0;        0;       0;        0;        sessions is 0, allowed: 1 to 1000000",
            "1000001; 0;        0;       0;        0;        sessions is 1000001, allowed: 1 to 1000000",
            "1;       -1;       0;       0;        0;        connect-rate is -1.0, allowed: "
                    + "0.001 to 100000 a second, or 0 for as fast as they are accepted",
            "1;       100000.5; 0;       0;        0;        connect-rate is 100000.5, allowed: "
                    + "0.001 to 100000 a second, or 0 for as fast as they are accepted",
            "1;       NaN;      0;       0;        0;        connect-rate is NaN, allowed: "
                    + "0.001 to 100000 a second, or 0 for as fast as they are accepted",
            "1;       0;        -1;      0;        0;        idle-sessions is -1, allowed: 0 to 1000000",
            "1;       0;        1000001; 0;        0;        idle-sessions is 1000001, allowed: 0 to 1000000",
            "1;       0;        0;       0.00099;  0;        churn is 0.00099, allowed: "
                    + "0.001 to 100000 a second, or 0 for none",
            "1;       0;        0;       100000.5; 0;        churn is 100000.5, allowed: "
                    + "0.001 to 100000 a second, or 0 for none",
            "1;       0;        0;       Infinity; 0;        churn is Infinity, allowed: "
                    + "0.001 to 100000 a second, or 0 for none",
            "1;       0;        0;       0;        -0.5;     probe-rate is -0.5, allowed: "
                    + "0.001 to 100000 a second, or 0 for none",
            "1;       0;        0;       0;        100000.5; probe-rate is 100000.5, allowed: "
                    + "0.001 to 100000 a second, or 0 for none"})
    void aProfileOutOfItsLimitsIsNamed(int sessions, double connectRate, int idle, double churn, double probeRate,
            String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectionProfile(sessions, connectRate, idle, churn, probeRate))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"1,0,0,0,0,1", "1,0.001,0,0.001,0.001,1", "1000000,100000,1000000,100000,100000,2000000"})
    void theLimitsOfTheShapeAreAllowedAndIdleSessionsAreHeldToo(int sessions, double connectRate, int idle,
            double churn, double probeRate, int initial) {
        assertThat(new ConnectionProfile(sessions, connectRate, idle, churn, probeRate).initialSessions())
                .isEqualTo(initial);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1_000_000_000_001L})
    void moreOrFewerEchoesThanAreAllowedAreNamed(long echoes) {
        assertThatIllegalArgumentException().isThrownBy(() -> RunLimit.ofEchoes(Duration.ZERO, echoes))
                .withMessage("echoes is " + echoes + ", allowed: 1 to 1000000000000");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000_000_000_000L})
    void theLimitsOfEchoesAreAllowedAndTakeADayAtMost(long echoes) {
        assertThat(RunLimit.ofEchoes(Duration.ofHours(1), echoes))
                .isEqualTo(new RunLimit(Duration.ofHours(1), Duration.ofHours(24), echoes))
                .returns(true, RunLimit::isCounted);
        assertThat(SECOND.isCounted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aSourceWithoutANameIsRefused(String source) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Target("h", 1, List.of("127.0.0.2", source)))
                .withMessage("source is '" + source + "', allowed: an address of this machine");
    }

    @Test
    void aRouteKeepsItsSourcesWhateverBecomesOfTheListThatTheyCameIn() {
        List<String> sources = new ArrayList<>(List.of("127.0.0.2", "127.0.0.3"));
        var target = new Target("h", 1, sources);
        sources.clear();
        assertThat(target.sources()).containsExactly("127.0.0.2", "127.0.0.3");
        assertThat(new Target("h", 1).sources()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_025})
    void theDepthOfAnOpenLoopOutOfItsLimitsIsNamed(int depth) {
        var loadModel = new LoadModel.Open(1, LoadModel.Arrival.CONSTANT, Duration.ZERO, depth);
        assertThatIllegalArgumentException().isThrownBy(() -> plan(MessageSizes.of(1), loadModel))
                .withMessage("depth is " + depth + ", allowed: 1 to 1024");
    }

    @Test
    void anOpenLoopIsAsDeepAsItGetsUnlessItSaysOtherwise() {
        assertThat(new LoadModel.Open(1, LoadModel.Arrival.CONSTANT, Duration.ZERO).depth()).isEqualTo(1_024);
        for (int depth : new int[]{1, 1_024}) {
            var loadModel = new LoadModel.Open(1, LoadModel.Arrival.CONSTANT, Duration.ZERO, depth);
            assertThat(plan(MessageSizes.of(1), loadModel).loadModel().depth()).isEqualTo(depth);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "5; 3;        size is 5..3, allowed: 1 to 16777216 bytes",
            "0; 3;        size is 0..3, allowed: 1 to 16777216 bytes",
            "1; 16777217; size is 1..16777217, allowed: 1 to 16777216 bytes"})
    void sizesOutOfTheirLimitsAreNamed(int min, int max, String message) {
        var loadModel = new LoadModel.Closed(1, Duration.ZERO);
        assertThatIllegalArgumentException().isThrownBy(() -> plan(new MessageSizes(min, max, 1), loadModel))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "0;    PT0S;  depth is 0, allowed: 1 to 1024",
            "1025; PT0S;  depth is 1025, allowed: 1 to 1024",
            "1;    PT-1S; think is -1s, allowed: 0s to 24h",
            "1;    PT25H; think is 25h, allowed: 0s to 24h"})
    void aClosedLoopOutOfItsLimitsIsNamed(int depth, Duration think, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(MessageSizes.of(1), new LoadModel.Closed(depth, think))).withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "0;         PT0S;  rate is 0.0, allowed: 0.001 to 100000000 a second",
            "-1;        PT0S;  rate is -1.0, allowed: 0.001 to 100000000 a second",
            "NaN;       PT0S;  rate is NaN, allowed: 0.001 to 100000000 a second",
            "Infinity;  PT0S;  rate is Infinity, allowed: 0.001 to 100000000 a second",
            "1;         PT-1S; ramp is -1s, allowed: 0s to 24h",
            "1;         PT25H; ramp is 25h, allowed: 0s to 24h"})
    void anOpenLoopOutOfItsLimitsIsNamed(double perSecond, Duration ramp, String message) {
        var loadModel = new LoadModel.Open(perSecond, LoadModel.Arrival.CONSTANT, ramp);
        assertThatIllegalArgumentException().isThrownBy(() -> plan(MessageSizes.of(1), loadModel)).withMessage(message);
    }

    @Test
    void theLimitsOfThePacingAreAllowed() {
        assertThat(plan(new MessageSizes(1, 16 << 20, 1), new LoadModel.Closed(1_024, Duration.ofHours(24))))
                .isNotNull();
        for (double perSecond : new double[]{0.001, 1e8}) {
            var loadModel = new LoadModel.Open(perSecond, LoadModel.Arrival.POISSON, Duration.ofHours(24));
            assertThat(plan(MessageSizes.of(1), loadModel).loadModel()).isEqualTo(loadModel);
        }
    }
}
