package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static threadlab.client.Results.CLOSED;
import static threadlab.client.Results.OPEN;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.client.Results;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.result.LoadResult;

class FairnessTrackerTest {
    private static final LoadPlan PLAN = Results.plan(CLOSED, Duration.ZERO);
    private static final RunLimit COUNTED = RunLimit.ofEchoes(Duration.ZERO, 1_000_000);

    private static FairnessTracker of(int... echoes) {
        var tracker = new FairnessTracker(echoes.length);
        for (int session = 0; session < echoes.length; session++) {
            tracker.measured(session, echoes[session]);
        }
        return tracker;
    }

    private static FairnessTracker alike(int sessions, int echoes) {
        return of(IntStream.generate(() -> echoes).limit(sessions).toArray());
    }

    private static Double fairness(FairnessTracker tracker) {
        return tracker.fairness(PLAN).ratio();
    }

    @Test
    void sessionsServedAlikeAreServedFairly() {
        assertThat(fairness(alike(1_000, 50))).isEqualTo(1.0);
    }

    /** The mean stays 100; the order in which they are is no matter. */
    @ParameterizedTest
    @CsvSource({"20, 1", "39, 1", "40, 2", "59, 2", "1000, 50"})
    void itIsTheSessionAfterTheSlowestTwentiethByTheMean(int sessions, int slower) {
        int[] echoes = IntStream.generate(() -> 100).limit(sessions).toArray();
        for (int slow = 0; slow < slower; slow++) {
            echoes[2 * slow] = 0;
            echoes[2 * slow + 1] = 200;
        }
        assertThat(fairness(of(echoes))).isEqualTo(1.0);
        echoes[2 * slower] = 75;
        echoes[sessions - 1] = 125;
        assertThat(fairness(of(echoes))).isEqualTo(0.75);
    }

    @Test
    void sessionsThatNeverHadAnEchoCountWithNothing() {
        FairnessTracker tracker = new FairnessTracker(20);
        IntStream.range(0, 18).forEach(session -> tracker.measured(session, 1_000));
        assertThat(fairness(tracker)).isEqualTo(0.0);
    }

    @Test
    void fewerThanTwentySessionsSayNothingOfFairness() {
        assertThat(fairness(alike(19, 1_000))).isNull();
        assertThat(fairness(alike(20, 1_000))).isNotNull();
    }

    @Test
    void fewerThanTwentyEchoesASessionSayNothingOfFairness() {
        int[] echoes = IntStream.generate(() -> 20).limit(20).toArray();
        assertThat(fairness(of(echoes))).isEqualTo(1.0);
        echoes[0] = 19;
        assertThat(fairness(of(echoes))).isNull();
        assertThat(fairness(new FairnessTracker(20))).isNull();
    }

    @Test
    void replacedSessionsAndCountedEchoesSayNothingOfFairness() {
        FairnessTracker tracker = alike(20, 1_000);
        assertThat(tracker.fairness(PLAN.withProfile(new ConnectionProfile(20, 0, 0, 1, 0))).ratio()).isNull();
        assertThat(tracker.fairness(PLAN.withLimit(COUNTED)).ratio()).isNull();
    }

    @Test
    void idleAndProbeSessionsDoNotTouchFairness() {
        assertThat(alike(20, 50).fairness(PLAN.withProfile(new ConnectionProfile(20, 0, 5, 0, 3))).ratio())
                .isEqualTo(1.0);
    }

    @Test
    void sessionsWithoutAnEchoInTheWindowAreCounted() {
        assertThat(of(0, 7, 0, 1).fairness(PLAN).unserved()).isEqualTo(2);
        assertThat(alike(4, 1).fairness(PLAN).unserved()).isZero();
    }

    /** A session may be without an echo since it came late, since others took the messages, or since it had none. */
    @Test
    void whereSessionsHadNotTheSameToDoNobodyCountsAsUnserved() {
        FairnessTracker tracker = of(0, 7);
        assertThat(tracker.fairness(PLAN.withProfile(new ConnectionProfile(2, 0, 0, 1, 0))).unserved()).isNull();
        assertThat(tracker.fairness(PLAN.withLimit(COUNTED)).unserved()).isNull();
        assertThat(tracker.fairness(Results.plan(OPEN, Duration.ZERO)).unserved()).isNull();
        assertThat(of(0, 40).fairness(Results.plan(OPEN, Duration.ZERO)).unserved()).isEqualTo(1);
    }

    @Test
    void aSessionWaitsUntilItsFirstEcho() {
        var tracker = new FairnessTracker(3);
        assertThat(tracker.waiting()).isEqualTo(3);
        tracker.first(1, 5);
        tracker.first(3, 7); // opened later
        assertThat(tracker.waiting()).isEqualTo(2);
    }

    private static FairnessTracker waited(int... nanos) {
        var tracker = new FairnessTracker(nanos.length);
        for (int session = 0; session < nanos.length; session++) {
            tracker.first(session, nanos[session]);
        }
        return tracker;
    }

    @Test
    void theLongestWaitForAFirstEchoCounts() {
        assertThat(waited(3, 9, 0).fairness(PLAN).firstEcho()).isEqualTo(Duration.ofNanos(9));
        assertThat(waited(0).fairness(PLAN).firstEcho()).isZero();
    }

    @Test
    void noWaitIsToldIfOneNeverHadAnEcho() {
        var tracker = new FairnessTracker(3);
        tracker.first(0, 5);
        tracker.first(2, 7);
        assertThat(tracker.fairness(PLAN).firstEcho()).isNull();
    }

    @Test
    void anOpenLoopHasNoCommonStart() {
        assertThat(waited(1, 2).fairness(Results.plan(OPEN, Duration.ZERO)).firstEcho()).isNull();
    }

    @Test
    void sessionsThatCameLaterDoNotCount() {
        FairnessTracker tracker = alike(20, 50);
        tracker.measured(20, 1_000_000);
        IntStream.range(0, 20).forEach(session -> tracker.first(session, 1));
        tracker.first(20, 1_000);
        assertThat(tracker.fairness(PLAN)).isEqualTo(new LoadResult.Fairness(1.0, 0L, Duration.ofNanos(1)));
    }
}
