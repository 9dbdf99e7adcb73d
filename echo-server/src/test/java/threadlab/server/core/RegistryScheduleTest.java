package threadlab.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threadlab.server.Schedules;
import threadlab.server.SeededThreads;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerStats;

/** Acceptors, sessions, watchers and a drain at the same registry, in thousands of orders. */
class RegistryScheduleTest {
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final CloseReason[] REASONS = CloseReason.values();
    private static final List<InetAddress> ADDRESSES = Stream.of("127.0.0.1", "127.0.0.2", "::1")
            .map(text -> CidrBlock.parse(text).first()).toList();

    @Test
    void thousandsOfSchedulesKeepTheBooks() {
        Schedules.play(3_000, seed -> new Play(seed).run());
    }

    @Test
    @Tag("campaign")
    void manyThousandsOfSchedulesKeepTheBooks() {
        Schedules.play(25 * Schedules.CAMPAIGN, seed -> new Play(seed).run());
    }

    /** One schedule. */
    private static final class Play {
        private final SeededThreads threads;
        private final SplittableRandom random;
        private final int most;
        private final SessionRegistry registry;
        /** Places taken, as those who took them see it. */
        private int taken;
        private int registered;
        private int echoed;
        private int accepting;
        private boolean drained;

        Play(long seed) {
            threads = new SeededThreads(seed, Duration.ZERO);
            random = threads.random();
            most = 1 + random.nextInt(3);
            registry = new SessionRegistry(most);
        }

        void run() {
            for (int i = random.nextInt(4); i >= 0; i--) {
                threads.start("acceptor", this::accept);
            }
            threads.start("watcher", this::watch);
            threads.start("backing off", this::awaitDeparture);
            threads.start("sweep", this::awaitDrain);
            threads.start("drain", this::drain);
            threads.run();
            assertThat(drained).isTrue();
            assertThat(registry.stats()).returns((long) registered, ServerStats::accepted)
                    .returns((long) echoed, ServerStats::reads).returns(2L * echoed, ServerStats::bytes);
            checkStats();
        }

        private void accept() {
            accepting++;
            for (int left = random.nextInt(8); left > 0 && registry.acquire(); left--) {
                assertThat(++taken).isLessThanOrEqualTo(most);
                threads.pause();
                if (random.nextInt(4) == 0) {
                    taken--; // first, for afterwards it may be another's
                    registry.release();
                } else {
                    var session = new FakeSession();
                    registry.register(session, ADDRESSES.get(random.nextInt(ADDRESSES.size())));
                    registered++;
                    threads.start("session", () -> serve(session));
                }
                threads.pause();
            }
            accepting--;
        }

        private void serve(FakeSession session) {
            for (int i = random.nextInt(4); i > 0; i--) {
                session.echo(2);
                echoed++;
                threads.pause();
            }
            assertThat(registry.sessions()).contains(session);
            taken--;
            registry.unregister(session, REASONS[random.nextInt(REASONS.length)]);
            assertThat(registry.sessions()).doesNotContain(session);
        }

        private void watch() {
            for (int i = 0; i < 30; i++) {
                checkStats();
                threads.pause();
            }
        }

        private void checkStats() {
            ServerStats stats = registry.stats();
            assertThat(stats.open()).isLessThanOrEqualTo(most).isEqualTo(registry.sessions().size());
            assertThat(stats.closed().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(stats.ended());
            assertThat(ADDRESSES.stream().mapToInt(registry::sessionsFrom).sum()).isEqualTo(stats.open());
        }

        /** Ends with the first session that leaves, or with the drain. */
        private void awaitDeparture() {
            uninterrupted(() -> registry.awaitDeparture(FOR_EVER));
            assertThat(registry.stats().ended() > 0 || isDraining()).isTrue();
        }

        private void awaitDrain() {
            uninterrupted(() -> assertThat(registry.awaitDrain(FOR_EVER)).isTrue());
        }

        private boolean isDraining() {
            boolean[] draining = {false};
            uninterrupted(() -> draining[0] = registry.awaitDrain(Duration.ZERO));
            return draining[0];
        }

        private void drain() {
            if (random.nextBoolean()) {
                SeededThreads.yield(random.nextInt(60));
            } else {
                threads.sleep();
                assertThat(accepting).as("acceptors that wait though all places are free").isZero();
            }
            registry.beginDrain();
            threads.pause();
            uninterrupted(() -> assertThat(registry.awaitEmpty(FOR_EVER)).isTrue());
            assertThat(taken).as("places taken when none is").isZero();
            assertThat(registry.stats().open()).isZero();
            drained = true;
        }

        private interface Waiter {
            void run() throws InterruptedException;
        }

        private static void uninterrupted(Waiter waiter) {
            try {
                waiter.run();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
