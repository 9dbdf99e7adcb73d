package threadlab.client.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.client.Results;
import threadlab.client.verify.Failure;

/** A hundred echoes in two seconds, of which nine took 1 ms and one 20 ms. */
class RateStepTest {
    private static final double RATE = 50;

    private static Results.Builder result() {
        return Results.hundredEchoesOf(Results.plan(Results.OPEN, Duration.ZERO));
    }

    private static RateStep step(Results.Builder result, double achieved) {
        return RateStep.of(RATE, result.result(), achieved, LatencyBound.parse("p99<=1.1ms"));
    }

    @ParameterizedTest
    @CsvSource({"p50<=0.11ms, true", "p50<=0.09ms, false", "p90<=0.21ms, true", "p90<=0.19ms, false",
            "p99<=1.1ms, true", "p99<=0.9ms, false", "p99.9<=21ms, true", "p99.9<=19ms, false"})
    void thePercentileOfTheBoundDecides(String text, boolean holds) {
        LatencyBound bound = LatencyBound.parse(text);
        RateStep step = RateStep.of(RATE, result().result(), RATE, bound);
        assertThat(step.holds()).isEqualTo(holds);
        assertThat(step.reason() == null).isEqualTo(holds);
        assertThat(step.boundedMicros() * 1e3 <= bound.most().toNanos()).isEqualTo(holds);
    }

    /** Of 100 that were due in 2 s, 99 must come back meanwhile, and one more may be on its way. */
    @ParameterizedTest
    @CsvSource({"50, true", "49, true", "48.9, false", "40, false"})
    void theRateMustBeAchievedWhileItLasts(double achieved, boolean holds) {
        assertThat(step(result(), achieved).holds()).isEqualTo(holds);
    }

    @Test
    void noSessionMayFailOrBeLeftOut() {
        assertThat(step(result().failures(Map.of(Failure.RESET, 2L), "session 3 was reset"), RATE))
                .returns(false, RateStep::holds).returns("2 sessions failed: session 3 was reset", RateStep::reason);
        assertThat(step(result().unservedSessions(1), RATE)).returns(false, RateStep::holds)
                .returns("1 session had no echo", RateStep::reason);
        assertThat(step(result().echoes(0, 0), RATE)).returns(false, RateStep::holds);
    }

    @Test
    void theLoadIsTheLimitOnlyWhereTheRateIsNotHeld() {
        Results.Builder full = result().cost(Results.cost(Duration.ofMillis(3_900)));
        assertThat(step(full, RATE)).returns(true, RateStep::holds).returns(false, RateStep::loadWasLimit);
        assertThat(step(full, 40)).returns(false, RateStep::holds).returns(true, RateStep::loadWasLimit);
        assertThat(step(result(), 40)).returns(false, RateStep::loadWasLimit);
    }
}
