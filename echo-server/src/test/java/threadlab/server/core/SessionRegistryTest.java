package threadlab.server.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import threadlab.server.events.CloseReason;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerStats;
import threadlab.server.events.StartLatency;

class SessionRegistryTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final Duration PLENTY = Duration.ofSeconds(30);

    private final SessionRegistry registry = new SessionRegistry(2);
    private final FakeSession session = new FakeSession();
    private final FakeSession other = new FakeSession();

    @Test
    void aPlaceIsTakenBeforeItsSessionComes() throws InterruptedException {
        assertThat(registry.acquire()).isTrue();
        assertThat(registry.stats()).returns(0, ServerStats::open).returns(0L, ServerStats::accepted);
        assertThat(registry.awaitEmpty(Duration.ZERO)).as("somebody may be about to register").isFalse();
        registry.release();
        assertThat(registry.awaitEmpty(Duration.ZERO)).isTrue();
    }

    @Test
    void awaitPlaceBlocksAtTheMaximumUntilASessionEnds() throws Exception {
        comes(session);
        comes(other);
        var place = new Waiter<>(registry::acquire);
        place.awaitState(Thread.State.WAITING);
        registry.unregister(session, CloseReason.RESET);
        assertThat(place.result()).isTrue();
    }

    @Test
    void awaitPlaceGoesOnWhenAPlaceIsGivenBackUnfilled() throws Exception {
        comes(session);
        registry.acquire();
        var place = new Waiter<>(registry::acquire);
        place.awaitState(Thread.State.WAITING);
        registry.release();
        assertThat(place.result()).isTrue();
    }

    @Test
    void awaitPlaceEndsWithFalseWhenTheDrainBegins() throws Exception {
        comes(session);
        comes(other);
        var place = new Waiter<>(registry::acquire);
        place.awaitState(Thread.State.WAITING);
        registry.beginDrain();
        assertThat(place.result()).isFalse();
    }

    @Test
    void noPlaceIsGivenOutOnceTheDrainHasBegunThoughThereAreSome() throws InterruptedException {
        registry.beginDrain();
        assertThat(registry.acquire()).isFalse();
        assertThat(registry.awaitEmpty(Duration.ZERO)).as("and none is taken").isTrue();
    }

    @Test
    void awaitPlaceHoldsOutAgainstAnInterruptAndKeepsItsFlag() throws Exception {
        comes(session);
        comes(other);
        var place = new Waiter<>(() -> registry.acquire() && Thread.currentThread().isInterrupted());
        place.awaitState(Thread.State.WAITING);
        place.thread.interrupt();
        registry.unregister(session, CloseReason.RESET);
        assertThat(place.result()).isTrue();
    }

    @Test
    void awaitEmptyWaitsForAPlaceThatWasTakenBeforeTheDrainAndForItsSession() throws Exception {
        registry.acquire();
        registry.beginDrain();
        var empty = new Waiter<>(() -> registry.awaitEmpty(PLENTY));
        empty.awaitState(Thread.State.TIMED_WAITING);
        registry.register(session, HERE);
        assertThat(registry.sessions()).as("the drain finds who registers late").containsExactly(session);
        assertThat(empty.task.isDone()).isFalse();
        registry.unregister(session, CloseReason.DRAINED);
        assertThat(empty.result()).isTrue();
    }

    @Test
    void awaitEmptyGivesUpAtItsLimit() throws InterruptedException {
        comes(session);
        assertThat(registry.awaitEmpty(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void awaitEmptyCanBeInterrupted() {
        comes(session);
        var empty = new Waiter<>(() -> registry.awaitEmpty(PLENTY));
        empty.awaitState(Thread.State.TIMED_WAITING);
        empty.thread.interrupt();
        assertThatThrownBy(empty::result).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void awaitDepartureEndsWhenASessionEnds() throws Exception {
        comes(session);
        var departure = new Waiter<>(() -> {
            registry.awaitDeparture(PLENTY);
            return true;
        });
        departure.awaitState(Thread.State.TIMED_WAITING);
        registry.unregister(session, CloseReason.END_OF_STREAM);
        assertThat(departure.result()).isTrue();
    }

    @Test
    void awaitDepartureIsNotEndedByAPlaceThatTheAcceptorItselfGaveBack() throws Exception {
        registry.acquire();
        var departure = new Waiter<>(() -> {
            registry.awaitDeparture(PLENTY);
            return true;
        });
        departure.awaitState(Thread.State.TIMED_WAITING);
        registry.release();
        departure.awaitState(Thread.State.TIMED_WAITING);
        assertThat(departure.task.isDone()).isFalse();
        registry.beginDrain();
        assertThat(departure.result()).as("but by the drain").isTrue();
    }

    @Test
    void awaitDrainTellsWhetherItHasBegun() throws Exception {
        assertThat(registry.awaitDrain(Duration.ofMillis(1))).isFalse();
        var drain = new Waiter<>(() -> registry.awaitDrain(PLENTY));
        drain.awaitState(Thread.State.TIMED_WAITING);
        registry.beginDrain();
        assertThat(drain.result()).isTrue();
        assertThat(registry.awaitDrain(Duration.ZERO)).isTrue();
    }

    @Test
    void theCountsOfASessionOutliveIt() {
        comes(session);
        comes(other);
        session.echo(10);
        session.echo(20);
        other.echo(5);
        assertThat(registry.stats()).isEqualTo(new ServerStats(2, 2, Map.of(), Map.of(), 3, 35, StartLatency.NONE));
        registry.unregister(session, CloseReason.RESET);
        assertThat(registry.stats())
                .isEqualTo(new ServerStats(2, 1, Map.of(CloseReason.RESET, 1L), Map.of(), 3, 35, StartLatency.NONE));
        registry.unregister(other, CloseReason.RESET);
        assertThat(registry.stats())
                .isEqualTo(new ServerStats(2, 0, Map.of(CloseReason.RESET, 2L), Map.of(), 3, 35, StartLatency.NONE));
    }

    @Test
    void theStartDelaysOfAllSessionsAddUp() {
        registry.starts().started(30);
        registry.starts().started(10);
        assertThat(registry.stats().startLatency()).isEqualTo(new StartLatency(2, 40, 30));
    }

    @Test
    void aStartDelayIsRecentUntilItIsTakenAndStaysInTheStatistics() {
        registry.starts().started(30);
        assertThat(registry.starts().takeRecent()).isEqualTo(new StartLatency(1, 30, 30));
        registry.starts().started(10);
        assertThat(registry.starts().takeRecent()).as("a shorter one").isEqualTo(new StartLatency(1, 10, 10));
        assertThat(registry.starts().takeRecent()).isEqualTo(StartLatency.NONE);
        assertThat(registry.stats().startLatency()).isEqualTo(new StartLatency(2, 40, 30));
    }

    @Test
    void theSessionsOfAnAddressAreThoseThatAreRegistered() throws Exception {
        InetAddress elsewhere = InetAddress.getByName("127.0.0.2");
        comes(session);
        assertThat(registry.sessionsFrom(HERE)).isEqualTo(1);
        assertThat(registry.sessionsFrom(elsewhere)).isZero();
        registry.acquire();
        assertThat(registry.sessionsFrom(elsewhere)).as("a place has no address yet").isZero();
        registry.register(other, elsewhere);
        registry.unregister(session, CloseReason.NO_THREAD);
        assertThat(registry.sessionsFrom(HERE)).isZero();
        assertThat(registry.sessionsFrom(elsewhere)).isEqualTo(1);
    }

    @Test
    void refusalsAreCountedByReasonAndAreNoSessions() throws InterruptedException {
        registry.acquire();
        registry.rejected(RejectReason.NOT_ALLOWED);
        registry.rejected(RejectReason.ADDRESS_FULL);
        registry.rejected(RejectReason.NOT_ALLOWED);
        assertThat(registry.stats()).isEqualTo(new ServerStats(0, 0, Map.of(),
                Map.of(RejectReason.NOT_ALLOWED, 2L, RejectReason.ADDRESS_FULL, 1L), 0, 0, StartLatency.NONE));
        assertThat(registry.stats().rejections()).isEqualTo(3);
        registry.release();
        assertThat(registry.awaitEmpty(Duration.ZERO)).isTrue();
    }

    @Test
    void theSessionsAreACopyThatNoLaterChangeTouches() {
        comes(session);
        var seen = registry.sessions();
        registry.unregister(session, CloseReason.RESET);
        assertThat(seen).containsExactly(session);
        assertThat(registry.sessions()).isEmpty();
    }

    @Test
    void concurrentComingAndGoingNeverExceedsThePlacesAndAddsUp() throws Exception {
        int threads = 4;
        int rounds = 2_000;
        var inside = new AtomicInteger();
        var begin = new CountDownLatch(1);
        List<Waiter<Integer>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(new Waiter<>(() -> {
                begin.await();
                int most = 0;
                for (int round = 0; round < rounds; round++) {
                    assertThat(registry.acquire()).isTrue();
                    most = Math.max(most, inside.incrementAndGet());
                    var mine = new FakeSession();
                    registry.register(mine, HERE);
                    mine.echo(3);
                    ServerStats seen = registry.stats();
                    long closed = seen.closed().values().stream().mapToLong(Long::longValue).sum();
                    assertThat(seen.ended()).as("one instant, not two").isEqualTo(closed);
                    assertThat(registry.sessionsFrom(HERE)).isBetween(1, 2);
                    inside.decrementAndGet();
                    registry.unregister(mine, CloseReason.END_OF_STREAM);
                }
                return most;
            }));
        }
        begin.countDown();
        for (var thread : all) {
            assertThat(thread.result()).isBetween(1, 2);
        }
        assertThat(registry.sessionsFrom(HERE)).isZero();
        long ended = (long) threads * rounds;
        assertThat(registry.stats()).isEqualTo(
                new ServerStats(ended, 0, Map.of(CloseReason.END_OF_STREAM, ended), Map.of(), ended, 3 * ended,
                        StartLatency.NONE));
        assertThat(registry.awaitEmpty(Duration.ZERO)).isTrue();
    }

    private void comes(Session newcomer) {
        assertThat(registry.acquire()).isTrue();
        registry.register(newcomer, HERE);
    }

    /** A thread that is expected to wait in the registry. */
    private static final class Waiter<T> {
        private final FutureTask<T> task;
        private final Thread thread;

        Waiter(Callable<T> call) {
            task = new FutureTask<>(call);
            thread = Thread.ofPlatform().daemon().start(task);
        }

        void awaitState(Thread.State state) {
            await().pollInterval(Duration.ofMillis(1)).until(() -> thread.getState() == state);
        }

        T result() throws Exception {
            return task.get(30, TimeUnit.SECONDS);
        }
    }
}
