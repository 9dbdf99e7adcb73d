package threadlab.demo.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static threadlab.demo.diagnose.MadeUp.carrier;
import static threadlab.demo.diagnose.MadeUp.facts;
import static threadlab.demo.diagnose.MadeUp.many;
import static threadlab.demo.diagnose.MadeUp.ready;
import static threadlab.demo.diagnose.MadeUp.snapshot;
import static threadlab.demo.diagnose.MadeUp.stack;
import static threadlab.demo.diagnose.MadeUp.twice;
import static threadlab.demo.diagnose.MadeUp.waiting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.demo.diagnose.Finding.Verdict;

/** Each sign on both sides of its bounds. */
class SignsTest {
    private static final Stack SEMAPHORE = stack("java.lang.VirtualThread.park(VirtualThread.java:1)",
            "java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire(AbstractQueuedSynchronizer.java:1)",
            "java.util.concurrent.Semaphore.acquire(Semaphore.java:1)", "shop.Pool.take(Pool.java:3)");
    private static final Stack YIELD = stack("java.lang.VirtualThread.tryYield(VirtualThread.java:1)",
            "java.lang.Thread.yield(Thread.java:1)", "shop.Pool.spin(Pool.java:4)");
    private static final Stack SOCKET = stack("java.lang.VirtualThread.park(VirtualThread.java:1)",
            "sun.nio.ch.NioSocketImpl.read(NioSocketImpl.java:1)", "shop.Session.read(Session.java:5)");

    @Test
    void twoThreadsThatStandOnTwoCarriersAreStuckIfAnotherCouldRun() {
        Facts facts = standing(0, true);

        assertThat(signs(facts)).containsExactly(15);
        assertThat(new StuckSign().judge(facts).evidence()).anySatisfy(line -> assertThat(line)
                .contains("#1", "shop.Order.place(Order.java:7)", "java.lang.Class.forName0(Native Method)"));
    }

    @Test
    void aCarrierThatIsHeldWhileNobodyWaitsIsOnlyHeld() {
        assertThat(signs(standing(0, false))).containsExactly(20);
    }

    @Test
    void aCarrierThatUsesItsCpuIsNotStuck() {
        assertThat(signs(standing(199, true))).containsExactly(15); // of ten seconds
        assertThat(signs(standing(200, true))).isEmpty();
    }

    @Test
    void aThreadThatWasPinnedForAMomentIsNotStuck() {
        Facts stuck = standing(0, true);
        Facts movedOn = facts(stuck.first(), stuck.second(), new Events(List.of(), Set.of(1L, 2L), List.of(), 0));

        assertThat(signs(movedOn)).isEmpty();
    }

    @Test
    void aThreadThatComputesIsNotStuckHoweverLittleCpuItGets() {
        Facts stuck = standing(0, true);
        Facts computes = facts(stuck.first(), stuck.second(),
                new Events(List.of(), Set.of(), List.of(new Sampled(1, "", 1, 1, "shop.Hash.of(line 2)")), 1));

        assertThat(signs(computes)).doesNotContain(15);
    }

    @ParameterizedTest
    @CsvSource({"19, false", "20, true"})
    void manyMustWaitForAPool(int threads, boolean isSign) {
        assertThat(signs(twice(many(threads, SEMAPHORE))).contains(16)).isEqualTo(isSign);
    }

    /** As JDK 27 has been seen to do in a healthy server: as many as carriers, and others were ready. */
    @Test
    void pollersOfTheJdkThatYieldDoNotSpin() {
        List<VirtualThreadSeen> threads = new ArrayList<>(many(5, stack(
                "java.lang.VirtualThread.tryYield(VirtualThread.java:1)",
                "sun.nio.ch.Poller.subPollerLoop(Poller.java:1)",
                "java.lang.VirtualThread.run(VirtualThread.java:1)")));
        IntStream.range(0, 5).forEach(i -> threads.add(ready(i)));
        Facts facts = facts(snapshot(threads, carrier(1, 0, null)), snapshot(threads, carrier(1, 9000, null)));

        assertThat(signs(facts)).doesNotContain(17);
    }

    /** On JDK 27, beside threads that spin, none of those that were started later got beyond it. */
    @Test
    void aMonitorThatThreadsWaitForBeforeTheyEnterTheProgramIsNotItsOwn() {
        assertThat(signs(twice(blocked(stack("java.lang.VirtualThread.run(VirtualThread.java:1)"))))).isEmpty();
        assertThat(signs(twice(blocked(stack("shop.Cart.add(Cart.java:2)",
                "java.lang.VirtualThread.run(VirtualThread.java:1)"))))).containsExactly(16);
    }

    private static List<VirtualThreadSeen> blocked(Stack stack) {
        return many(30, stack).stream()
                .map(thread -> new VirtualThreadSeen(thread.id(), "", "BLOCKED", null, null, stack)).toList();
    }

    @Test
    void thoseWhoWaitedOnlyOnceAreNotMany() {
        assertThat(signs(facts(snapshot(List.of()), snapshot(many(100, SEMAPHORE))))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.util.concurrent.CountDownLatch.await(CountDownLatch.java:1)",
            "java.util.concurrent.ThreadPoolExecutor.getTask(ThreadPoolExecutor.java:1)"})
    void aLatchAndAWorkerWithoutWorkAreNoPool(String frame) {
        Stack stack = stack(
                "java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire(AbstractQueuedSynchronizer.java:1)",
                "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.awaitNanos(X.java:1)",
                "java.util.concurrent.LinkedBlockingQueue.poll(LinkedBlockingQueue.java:1)", frame,
                "shop.A.b(A.java:1)");
        Stack latch = stack(stack.frames().get(0), frame);

        assertThat(signs(twice(many(100, frame.contains("Latch") ? latch : stack)))).isEmpty();
    }

    @Test
    void whoTakesFromAQueueForSomeTimeWaitsForAPool() {
        assertThat(signs(twice(many(20, stack(
                "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.awaitNanos(X.java:1)",
                "java.util.concurrent.LinkedBlockingDeque.pollFirst(LinkedBlockingDeque.java:1)",
                "shop.Pool.borrow(Pool.java:1)"))))).containsExactly(16);
    }

    @ParameterizedTest
    @CsvSource({"2, 1000, false", "3, 199, false", "3, 200, true"})
    void moreThanTheCarriersMustSpinAndUseCpu(int threads, double cpuMillis, boolean isSign) {
        Facts facts = facts(snapshot(many(threads, YIELD), carrier(8, 0, 1L)),
                snapshot(many(threads, YIELD), carrier(8, cpuMillis, 2L)));

        assertThat(signs(facts).contains(17)).isEqualTo(isSign);
    }

    /** A scheduler that stays with those who spin gives the others no turn. */
    @ParameterizedTest
    @CsvSource({"1, 9, false", "2, 2, false", "2, 3, true"})
    void asManyAsCarriersSpinIfOthersAreReady(int spinning, int ready, boolean isSign) {
        List<VirtualThreadSeen> threads = new ArrayList<>(many(spinning, YIELD));
        IntStream.range(0, ready).forEach(i -> threads.add(ready(i)));
        Facts facts = facts(snapshot(threads, carrier(8, 0, 1000L)), snapshot(threads, carrier(8, 1000, 1000L)));

        assertThat(signs(facts).contains(17)).isEqualTo(isSign);
    }

    @ParameterizedTest
    @CsvSource({"0, 999, false", "0, 1000, true", "5000, 6000, true", "5001, 6001, false"})
    void theLoadMustGrowByManyAndInProportion(int before, int after, boolean isSign) {
        Stack sleep = stack("java.lang.Thread.sleep(Thread.java:1)", "shop.Call.wait(Call.java:6)");

        assertThat(signs(facts(snapshot(many(before, sleep)), snapshot(many(after, sleep)))).contains(18))
                .isEqualTo(isSign);
    }

    @Test
    void tenThousandAreVeryManyUnlessTheyWaitForTheirClients() {
        assertThat(signs(twice(many(9_999, stack("shop.Call.wait(Call.java:6)"))))).isEmpty();
        assertThat(signs(twice(many(10_000, stack("shop.Call.wait(Call.java:6)"))))).containsExactly(18);
        assertThat(signs(twice(many(50_000, SOCKET)))).isEmpty();
    }

    @Test
    void aThreadThatComputesAllTheTimeStarvesThoseThatAreReady() {
        Facts facts = computing(15, 15, 60, true);

        assertThat(signs(facts)).containsExactly(19);
        assertThat(new HogSign().judge(facts).evidence().getFirst()).contains("#1 'hog'", "shop.Hash.of(line 2)");
    }

    @Test
    void aThreadThatBlocksOrHasFewSamplesOrStarvesNobodyIsNoHog() {
        assertThat(signs(computing(15, 14, 60, true))).isEmpty();
        assertThat(signs(computing(14, 14, 14, true))).isEmpty();
        assertThat(signs(computing(15, 15, 61, true))).isEmpty();
        assertThat(signs(computing(15, 15, 15, false))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"499, false", "500, true"})
    void carriersMustBeHeldForSomeTime(long millis, boolean isSign) {
        Events events = new Events(
                List.of(new Blocked("parked while pinned", "shop.Order.place(line 7)", 9, Duration.ofMillis(millis))),
                Set.of(), List.of(), 0);

        assertThat(signs(facts(snapshot(List.of()), snapshot(List.of()), events)).contains(20)).isEqualTo(isSign);
    }

    @Test
    void carriersThatTheJdkAddedAreASignWhenTheyAreMany() {
        assertThat(signs(facts(carriers(4), carriers(4)))).isEmpty();
        assertThat(signs(facts(carriers(5), carriers(5)))).containsExactly(20);
        assertThat(signs(facts(carriers(5), carriers(4)))).isEmpty();
    }

    @Test
    void withoutARecordingSomeThingsCannotBeTold() {
        Facts facts = facts(snapshot(List.of()), snapshot(List.of()), null);

        assertThat(Signs.ALL).extracting(sign -> sign.judge(facts)).filteredOn(
                finding -> finding.verdict() == Verdict.CANNOT_TELL).extracting(Finding::lesson)
                .containsExactly(19, 20);
    }

    @Test
    void jdk21TellsWhoIsReadyOnlyOfThreadsThatHaveNotRun() {
        VirtualThreadSeen fresh = new VirtualThreadSeen(3, "", null, null, null, stack());
        VirtualThreadSeen parked = new VirtualThreadSeen(4, "", null, null, null, SOCKET);

        assertThat(snapshot(List.of(fresh, parked)).readyWithoutCarrier()).isEqualTo(1);
    }

    /** Two threads that are pinned on both carriers, which have used some CPU meanwhile. */
    private static Facts standing(double cpuMillis, boolean oneIsReady) {
        List<VirtualThreadSeen> virtuals = new ArrayList<>(List.of(waiting(1, MadeUp.PARKED_IN_NATIVE),
                waiting(2, MadeUp.PARKED_IN_NATIVE)));
        if (oneIsReady) {
            virtuals.add(ready(3));
        }
        return facts(snapshot(virtuals, carrier(8, 10, 1L), carrier(9, 10, 2L)),
                snapshot(virtuals, carrier(8, 10 + cpuMillis, 1L), carrier(9, 10 + cpuMillis, 2L)));
    }

    private static Facts computing(long samples, long computing, long all, boolean oneIsReady) {
        List<VirtualThreadSeen> virtuals = new ArrayList<>(List.of(
                new VirtualThreadSeen(1, "hog", "RUNNABLE", 8L, null, stack("shop.Hash.of(Hash.java:2)"))));
        if (oneIsReady) {
            virtuals.add(ready(3));
        }
        return facts(snapshot(virtuals, carrier(8, 0, 1L)), snapshot(virtuals, carrier(8, 9_000, 1L)),
                new Events(List.of(), Set.of(),
                        List.of(new Sampled(1, "hog", samples, computing, "shop.Hash.of(line 2)")), all));
    }

    private static Snapshot carriers(int count) {
        List<PlatformThreadSeen> platforms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            platforms.add(carrier(i, 0, null));
        }
        return new Snapshot(List.of(), platforms, null, null);
    }

    private static List<Integer> signs(Facts facts) {
        return Signs.ALL.stream().map(sign -> sign.judge(facts))
                .filter(finding -> finding.verdict() == Verdict.SIGN).map(Finding::lesson).toList();
    }
}
