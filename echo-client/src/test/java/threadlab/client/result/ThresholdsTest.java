package threadlab.client.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.client.Results;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadResult.Outcome;
import threadlab.client.verify.Failure;

class ThresholdsTest {
    private static final Thresholds NONE = new Thresholds(null, null, null);
    /** Below 2048 ns a histogram of three digits is exact. */
    private static final Duration EXACT = Duration.ofNanos(1_000);

    private Latencies latencies = Latencies.empty();

    @Test
    void whereNothingIsAskedAGoodRunIsHeld() {
        assertThat(NONE.missed(run(100))).isEmpty();
        assertThat(NONE.met(run(100))).isTrue();
    }

    @Test
    void whereNothingIsAskedAFailedSessionIsStillNotHeld() {
        LoadResult failing = failing(1);

        assertThat(NONE.missed(failing)).isEmpty();
        assertThat(NONE.met(failing)).isFalse();
    }

    @Test
    void aP99AtTheBoundIsHeld() {
        latencies.responseTime().recordValueWithCount(EXACT.toNanos(), 99);
        latencies.responseTime().recordValue(50_000_000);
        var limits = new Thresholds(EXACT, null, null);

        assertThat(limits.missed(run(100))).isEmpty();
        assertThat(limits.met(run(100))).isTrue();
    }

    @Test
    void aP99JustBeyondTheBoundIsMissed() {
        latencies.responseTime().recordValueWithCount(EXACT.toNanos(), 99);
        latencies.responseTime().recordValue(50_000_000);
        var limits = new Thresholds(EXACT.minusNanos(1), null, null);

        assertThat(limits.missed(run(100)))
                .containsExactly("p99 is 0.001 ms, at most 0.000999ms was asked for");
        assertThat(limits.met(run(100))).isFalse();
    }

    @Test
    void aP99OffTheScaleIsAMinuteOrMore() {
        latencies.responseTime().recordValueWithCount(Latencies.HIGHEST, 100);

        assertThat(new Thresholds(Duration.ofMinutes(1), null, null).missed(run(100)))
                .containsExactly("p99 is 60 s or more, at most 1m was asked for");
    }

    @Test
    void theP99IsThatFromTheTimeAtWhichMessagesWereDue() {
        latencies.responseTime().recordValueWithCount(20_000_000, 100);
        latencies.serviceTime().recordValueWithCount(1_000, 100);

        assertThat(new Thresholds(Duration.ofMillis(15), null, null).missed(run(100)))
                .containsExactly("p99 is 20.005 ms, at most 15ms was asked for");
    }

    @Test
    void aRateAtTheBoundIsHeld() {
        var limits = new Thresholds(null, 500.0, null);

        assertThat(limits.missed(run(1_000))).isEmpty();
        assertThat(limits.met(run(1_000))).isTrue();
    }

    @Test
    void aRateJustBelowTheBoundIsMissed() {
        var limits = new Thresholds(null, 500.0, null);

        assertThat(limits.missed(run(999)))
                .containsExactly("499 echoes a second, at least 500 were asked for");
        assertThat(limits.met(run(999))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"379083; 1e6; 189,541; 1,000,000", "199; 99.75; 99.5; 99.75",
            "1; 1; 0.5; 1"})
    void aRateIsShownAsPeopleWriteItAndNeverAsTheLimitThatItMissed(long echoes, double limit, String found,
            String asked) {
        assertThat(new Thresholds(null, limit, null).missed(run(echoes)))
                .containsExactly(found + " echoes a second, at least " + asked + " were asked for");
    }

    @Test
    void asManyFailedSessionsAsToleratedAreHeld() {
        var limits = new Thresholds(null, null, 2_000L);

        assertThat(limits.missed(failing(2_000))).isEmpty();
        assertThat(limits.met(failing(2_000))).isTrue();
    }

    @Test
    void oneFailedSessionMoreThanToleratedIsMissed() {
        var limits = new Thresholds(null, null, 2_000L);

        assertThat(limits.missed(failing(2_001)))
                .containsExactly("2,001 sessions failed, at most 2,000 were allowed to");
        assertThat(limits.met(failing(2_001))).isFalse();
    }

    @Test
    void failuresOfAllKindsCountTogether() {
        LoadResult failing = result(100, Duration.ofSeconds(2), false,
                Map.of(Failure.RESET, 2L, Failure.CORRUPTED, 1L));

        assertThat(new Thresholds(null, null, 3L).met(failing)).isTrue();
        assertThat(new Thresholds(null, null, 2L).met(failing)).isFalse();
    }

    @Test
    void whereNoFailureIsToleratedNoneIsHeld() {
        var limits = new Thresholds(null, null, 0L);

        assertThat(limits.met(run(100))).isTrue();
        assertThat(limits.met(failing(1))).isFalse();
        assertThat(limits.missed(failing(1))).hasSize(1);
    }

    @Test
    void allThatWasMissedIsNamed() {
        latencies.responseTime().recordValueWithCount(20_000_000, 100);

        assertThat(new Thresholds(Duration.ofMillis(1), 1e6, 1L).missed(failing(2))).containsExactly(
                "p99 is 20.005 ms, at most 1ms was asked for",
                "50 echoes a second, at least 1,000,000 were asked for",
                "2 sessions failed, at most 1 were allowed to");
    }

    @Test
    void aDegradedRunIsNotHeld() {
        LoadResult stopped = result(100, Duration.ofSeconds(2), true, Map.of());
        assertThat(stopped.outcome()).isEqualTo(Outcome.DEGRADED);

        assertThat(NONE.met(stopped)).isFalse();
        assertThat(new Thresholds(Duration.ofMinutes(1), 1.0, 5L).met(stopped)).isFalse();
    }

    @Test
    void failuresThatAreToleratedDoNotExcuseADegradedRun() {
        LoadResult stopped = result(100, Duration.ofSeconds(2), true, Map.of(Failure.RESET, 1L));

        assertThat(new Thresholds(null, null, 1L).met(stopped)).isFalse();
    }

    @Test
    void aRunThatMeasuredNothingIsNeverHeld() {
        LoadResult nothing = result(0, Duration.ZERO, false, Map.of());

        assertThat(NONE.met(nothing)).isFalse();
        assertThat(new Thresholds(Duration.ofMinutes(1), null, 1_000L).met(nothing)).isFalse();
        assertThat(new Thresholds(null, 1.0, null).missed(nothing))
                .containsExactly("0 echoes a second, at least 1 were asked for");
    }

    @Test
    void theReasonOfAnEarlyEndNamesADurationBelowASecond() {
        LoadPlan brief = plan(Duration.ofMillis(500));
        LoadResult stopped = Results.of(brief).stoppedAfter(Duration.ofMillis(200)).echoes(100, 100).result();

        assertThat(stopped.reasons()).containsExactly("stopped early, after 0.2 of 0.5 s measured");
    }

    /** In two seconds. */
    private LoadResult run(long echoes) {
        return result(echoes, Duration.ofSeconds(2), false, Map.of());
    }

    private LoadResult failing(long sessions) {
        return result(100, Duration.ofSeconds(2), false, Map.of(Failure.RESET, sessions));
    }

    private LoadResult result(long echoes, Duration measured, boolean stopped, Map<Failure, Long> failures) {
        var builder = Results.of(plan(Duration.ofSeconds(2))).measured(measured).echoes(echoes, echoes)
                .messages(echoes, 0, echoes).latencies(latencies).failures(failures, null);
        return (stopped ? builder.stoppedAfter(measured) : builder).result();
    }

    private static LoadPlan plan(Duration duration) {
        return new LoadPlan("127.0.0.1", 4004, 3_000, 64, Duration.ZERO, duration);
    }
}
