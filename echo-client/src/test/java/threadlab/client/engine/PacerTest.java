package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.verify.MessageSizes;

class PacerTest {
    private static final long NEVER = Pacer.NEVER;
    /** A plan of one second, warm-up included, on a clock that starts anywhere. */
    private static final MeasurementWindow SECOND = new MeasurementWindow(1_000, 1_000, 1_000_001_000);

    private static Pacer closed(int depth, long thinkNanos, MeasurementWindow window) {
        var plan = plan(1, new LoadModel.Closed(depth, Duration.ofNanos(thinkNanos)), 1);
        return Pacer.of(plan, 0, window);
    }

    private static LoadPlan plan(int sessions, LoadModel loadModel, long seed) {
        return new LoadPlan(new Target("h", 1), ConnectionProfile.of(sessions), new MessageSizes(1, 1, seed), loadModel,
                true,
                RunLimit.ofTime(Duration.ZERO, Duration.ofSeconds(1)));
    }

    private static LoadModel.Open open(double perSecond, LoadModel.Arrival arrival, Duration ramp) {
        return new LoadModel.Open(perSecond, arrival, ramp);
    }

    /** All times of one session, from the window's start. */
    private static long[] times(LoadPlan plan, int session, MeasurementWindow window) {
        Pacer pacer = Pacer.of(plan, session, window);
        return LongStream.iterate(pacer.next(), next -> next != NEVER, next -> {
            pacer.sent();
            return pacer.next();
        }).map(time -> time - window.start()).toArray();
    }

    /** Ten sessions in three processes: one process has four of them. */
    @ParameterizedTest
    @EnumSource
    void thePartsOfAnOpenLoopSendWhenTheWholeWould(LoadModel.Arrival arrival) {
        LoadPlan whole = plan(10, open(97, arrival, Duration.ofMillis(300)), 7);
        List<Long> times = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            LoadPlan own = plan(part == 0 ? 4 : 3, new LoadModel.Open(97, arrival, Duration.ofMillis(300), 1_024,
                    new LoadModel.ScheduleSlice(part, 3, 10)), 7);
            for (int session = 0; session < own.profile().sessions(); session++) {
                LongStream.of(times(own, session, SECOND)).forEach(times::add);
            }
        }
        assertThat(times).hasSizeGreaterThan(50).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 10)
                .mapToObj(session -> LongStream.of(times(whole, session, SECOND)).boxed().toList())
                .flatMap(List::stream).toList());
    }

    @Test
    void aClosedLoopAllowsItsDepthAtTheStartAndNoMore() {
        Pacer pacer = closed(3, 0, SECOND);
        for (int i = 0; i < 3; i++) {
            assertThat(pacer.next()).isEqualTo(1_000);
            pacer.sent();
        }
        assertThat(pacer.next()).isEqualTo(NEVER);
        assertThat(pacer.isDue(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void anEchoAllowsOneMoreMessageAfterTheThinkTime() {
        Pacer pacer = closed(2, 50, SECOND);
        pacer.sent();
        pacer.sent();
        pacer.echoed(2_000);
        assertThat(pacer.next()).isEqualTo(2_050);
        assertThat(pacer.isDue(2_049)).isFalse();
        assertThat(pacer.isDue(2_050)).isTrue();
        pacer.echoed(2_010);
        assertThat(pacer.next()).isEqualTo(2_050);
        pacer.sent();
        assertThat(pacer.next()).isEqualTo(2_060);
        pacer.sent();
        assertThat(pacer.next()).isEqualTo(NEVER);
    }

    @Test
    void tokensAreUsedInOrderRoundAndRound() {
        Pacer pacer = closed(3, 0, SECOND);
        for (int i = 0; i < 3; i++) {
            pacer.sent();
        }
        for (int time = 2_000; time < 2_100; time += 2) {
            pacer.echoed(time);
            pacer.echoed(time + 1);
            assertThat(pacer.next()).isEqualTo(time);
            pacer.sent();
            assertThat(pacer.next()).isEqualTo(time + 1);
            pacer.sent();
            assertThat(pacer.next()).isEqualTo(NEVER);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1000001000, false", "0, 1000000999, true", "10, 1000000990, false", "10, 1000000989, true",
            "0, 1000005000, false"})
    void aClosedLoopAllowsNothingAfterTheEnd(long think, long echoed, boolean allowed) {
        Pacer pacer = closed(1, think, SECOND);
        pacer.sent();
        pacer.echoed(echoed);
        assertThat(pacer.next()).isEqualTo(allowed ? echoed + think : NEVER);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE - 20, Long.MIN_VALUE + 5, -10})
    void aClockThatWrapsDoesNotMatterToAClosedLoop(long start) {
        Pacer pacer = closed(1, 7, new MeasurementWindow(start, start, start + 50));
        assertThat(pacer.isDue(start - 1)).isFalse();
        assertThat(pacer.isDue(start)).isTrue();
        pacer.sent();
        pacer.echoed(start + 20);
        assertThat(pacer.isDue(start + 26)).isFalse();
        assertThat(pacer.isDue(start + 27)).isTrue();
        pacer.sent();
        pacer.echoed(start + 43);
        assertThat(pacer.next()).isEqualTo(NEVER);
    }

    @Test
    void aClosedLoopAllowsNothingAfterAnEndThatCameEarlierThanItsNextMessage() {
        var window = new MeasurementWindow(1_000, 1_000, 2_000);
        Pacer pacer = closed(2, 50, window);
        pacer.sent();
        pacer.echoed(1_200);
        assertThat(pacer.next()).isEqualTo(1_000);
        pacer.sent();
        assertThat(pacer.next()).isEqualTo(1_250);
        window.endBy(1_251);
        assertThat(pacer.next()).isEqualTo(1_250);
        window.endBy(1_250);
        assertThat(pacer.next()).isEqualTo(NEVER);
        assertThat(pacer.isDue(1_250)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(LoadModel.Arrival.class)
    void anOpenLoopHasNothingAfterAnEndThatCameEarlier(LoadModel.Arrival arrival) {
        var plan = plan(2, open(100, arrival, Duration.ZERO), 1);
        var window = new MeasurementWindow(1_000, 1_000, 1_000_001_000);
        Pacer pacer = Pacer.of(plan, 1, window);
        pacer.sent();
        long next = pacer.next();
        assertThat(next).isNotEqualTo(NEVER);
        window.endBy(next + 1);
        assertThat(pacer.next()).isEqualTo(next);
        window.endBy(next);
        assertThat(pacer.next()).isEqualTo(NEVER);
        assertThat(pacer.isDue(next)).isFalse();
        pacer.sent();
        assertThat(pacer.next()).isEqualTo(NEVER);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -10, 1_000_000, Long.MIN_VALUE, Long.MAX_VALUE - 1})
    void onceIsOneMessageAtItsTimeAndNoMore(long time) {
        Pacer pacer = Pacer.once(time);
        assertThat(pacer.next()).isEqualTo(time);
        assertThat(pacer.isDue(time - 1)).isFalse();
        assertThat(pacer.isDue(time)).isTrue();
        assertThat(pacer.isDue(time + 10)).isTrue();
        pacer.sent();
        assertThat(pacer.next()).isEqualTo(NEVER);
        pacer.echoed(time + 20);
        assertThat(pacer.next()).isEqualTo(NEVER);
        assertThat(pacer.isDue(Long.MAX_VALUE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 1000, PT0S", "7, 1000, PT0S", "10, 123.4, PT0S", "7, 1000, PT0.5S", "3, 5000, PT3S",
            "50, 10, PT0S"})
    void allSessionsTogetherGiveTheWholeScheduleTakingTurns(int sessions, double perSecond, Duration ramp) {
        var plan = plan(sessions, open(perSecond, LoadModel.Arrival.CONSTANT, ramp), 1);
        var schedule = new SendSchedule(perSecond, ramp);
        long[] whole = LongStream.range(0, 1_000_000).map(schedule::nanos).takeWhile(time -> time < 1_000_000_000)
                .toArray();
        int seen = 0;
        for (int session = 0; session < sessions; session++) {
            long[] times = times(plan, session, SECOND);
            for (int turn = 0; turn < times.length; turn++) {
                assertThat(times[turn]).isEqualTo(whole[session + turn * sessions]);
            }
            seen += times.length;
        }
        assertThat(seen).isEqualTo(whole.length).isPositive();
    }

    @Test
    void anOpenLoopDoesNotFollowEchoes() {
        var plan = plan(4, open(1_000, LoadModel.Arrival.CONSTANT, Duration.ZERO), 1);
        Pacer pacer = Pacer.of(plan, 1, SECOND);
        pacer.echoed(500_000_000);
        assertThat(pacer.next()).isEqualTo(1_001_000);
        assertThat(pacer.isDue(1_000_999)).isFalse();
        assertThat(pacer.isDue(1_001_000)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONSTANT", "POISSON"})
    void anOpenLoopHasNothingAfterTheEndHoweverOftenItIsAsked(LoadModel.Arrival arrival) {
        var plan = plan(2, open(100, arrival, Duration.ZERO), 1);
        Pacer pacer = Pacer.of(plan, 0, SECOND);
        while (pacer.next() != NEVER) {
            assertThat(pacer.next()).isBetween(SECOND.start(), SECOND.end() - 1);
            pacer.sent();
        }
        for (int i = 0; i < 100; i++) {
            pacer.sent();
            assertThat(pacer.next()).isEqualTo(NEVER);
            assertThat(pacer.isDue(Long.MAX_VALUE)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE - 500_000_000, Long.MIN_VALUE, -500_000_000})
    void aClockThatWrapsDoesNotMatterToAnOpenLoop(long start) {
        for (LoadModel.Arrival arrival : LoadModel.Arrival.values()) {
            var plan = plan(2, open(1_000, arrival, Duration.ofMillis(100)), 3);
            assertThat(times(plan, 1, new MeasurementWindow(start, start, start + 1_000_000_000)))
                    .isEqualTo(times(plan, 1, SECOND)).hasSizeGreaterThan(300);
        }
    }

    @Test
    void theSlowestRateOverTheMostSessionsDoesNotOverflow() {
        for (LoadModel.Arrival arrival : LoadModel.Arrival.values()) {
            var plan = plan(1_000_000, open(0.001, arrival, Duration.ofHours(24)), 1);
            for (int session = 1; session < 1_000_000; session += 9_999) {
                Pacer pacer = Pacer.of(plan, session, SECOND);
                pacer.sent();
                pacer.sent();
                assertThat(pacer.next()).isEqualTo(NEVER);
            }
        }
    }

    /** A hundred thousand exponential gaps: mean, spread and the share above the mean are known to about 0.3 %. */
    @Test
    void poissonGapsOfOneSessionAreExponentialWithAMeanOfItsPartOfTheRate() {
        double[] gaps = poissonGaps(10, 1_000, 3, 1, 100_000);
        double mean = Arrays.stream(gaps).average().orElseThrow();
        double variance = Arrays.stream(gaps).map(gap -> (gap - mean) * (gap - mean)).average().orElseThrow();
        assertThat(mean).isCloseTo(0.01, Offset.offset(0.01 * 0.015));
        assertThat(Math.sqrt(variance) / mean).isCloseTo(1, Offset.offset(0.025));
        assertThat(Arrays.stream(gaps).filter(gap -> gap > 0.01).count() / 1e5)
                .isCloseTo(Math.exp(-1), Offset.offset(0.0075));
    }

    @Test
    void poissonTimesAreRepeatedBySeedAndDifferBySeedAndSession() {
        var plan = plan(3, open(1_000, LoadModel.Arrival.POISSON, Duration.ZERO), 5);
        long[] times = times(plan, 1, SECOND);
        assertThat(times(plan, 1, SECOND)).isEqualTo(times).isSorted();
        assertThat(times(plan, 2, SECOND)).isNotEqualTo(times);
        assertThat(times(plan(3, plan.loadModel(), 6), 1, SECOND)).isNotEqualTo(times);
    }

    @Test
    void poissonGapsOfTwoSessionsAreUncorrelatedAndSoAreThoseThatFollowEachOther() {
        double[] one = poissonGaps(2, 1_000, 0, 1, 100_000);
        double[] other = poissonGaps(2, 1_000, 1, 1, 100_000);
        assertThat(correlation(one, other)).isCloseTo(0, Offset.offset(0.015));
        assertThat(correlation(Arrays.copyOf(one, 99_999), Arrays.copyOfRange(one, 1, 100_000)))
                .isCloseTo(0, Offset.offset(0.015));
    }

    /** 200 sessions of 5 arrivals a second each: as many as 1,000 a second give, give or take five deviations. */
    @Test
    void allPoissonSessionsTogetherReachTheRate() {
        var plan = plan(200, open(1_000, LoadModel.Arrival.POISSON, Duration.ZERO), 1);
        List<Long> all = new ArrayList<>();
        var ten = new MeasurementWindow(0, 0, 10_000_000_000L);
        for (int session = 0; session < 200; session++) {
            Arrays.stream(times(plan, session, ten)).forEach(all::add);
        }
        assertThat(all.size()).isBetween(9_500, 10_500);
        assertThat(all.stream().filter(time -> time < 5_000_000_000L).count()).isBetween(4_600L, 5_400L);
    }

    /** In the first half of the ramp a quarter of its arrivals. */
    @Test
    void poissonArrivalsFollowTheRamp() {
        var plan = plan(1, open(20_000, LoadModel.Arrival.POISSON, Duration.ofSeconds(1)), 1);
        long[] times = times(plan, 0, SECOND);
        assertThat(times.length).isBetween(9_500, 10_500);
        assertThat(Arrays.stream(times).filter(time -> time < 500_000_000).count()).isBetween(2_250L, 2_750L);
    }

    private static double[] poissonGaps(int sessions, double perSecond, int session, long seed, int count) {
        var plan = plan(sessions, open(perSecond, LoadModel.Arrival.POISSON, Duration.ZERO), seed);
        Pacer pacer = Pacer.of(plan, session, new MeasurementWindow(0, 0, Long.MAX_VALUE / 2));
        double[] gaps = new double[count];
        long last = 0;
        for (int i = 0; i < count; i++) {
            gaps[i] = (pacer.next() - last) / 1e9;
            last = pacer.next();
            pacer.sent();
        }
        return gaps;
    }

    private static double correlation(double[] one, double[] other) {
        double meanOne = Arrays.stream(one).average().orElseThrow();
        double meanOther = Arrays.stream(other).average().orElseThrow();
        double product = 0;
        double squaresOne = 0;
        double squaresOther = 0;
        for (int i = 0; i < one.length; i++) {
            product += (one[i] - meanOne) * (other[i] - meanOther);
            squaresOne += Math.pow(one[i] - meanOne, 2);
            squaresOther += Math.pow(other[i] - meanOther, 2);
        }
        return product / Math.sqrt(squaresOne * squaresOther);
    }
}
