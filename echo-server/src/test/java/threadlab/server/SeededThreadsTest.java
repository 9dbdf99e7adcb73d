package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class SeededThreadsTest {

    @Test
    void aSeedHasAnOrderAndOtherSeedsHaveOthers() {
        Set<String> orders = new HashSet<>();
        for (long seed = 0; seed < 200; seed++) {
            String order = order(seed);
            assertThat(order).isEqualTo(order(seed));
            orders.add(order);
        }
        assertThat(orders).as("two threads of two steps have six").hasSize(6);
    }

    private static String order(long seed) {
        var threads = new SeededThreads(seed, Duration.ZERO);
        var order = new StringBuilder();
        for (String name : new String[]{"a", "b"}) {
            threads.start(name, () -> {
                order.append(name);
                Thread.yield();
                order.append(name);
            });
        }
        threads.run();
        return order.toString();
    }

    @Test
    void whoWaitsForEverIsNamed() {
        var threads = new SeededThreads(1, Duration.ZERO);
        var lock = new ReentrantLock();
        Condition never = lock.newCondition();
        threads.start("the one that waits", () -> {
            lock.lock();
            never.awaitUninterruptibly();
        });
        assertThatThrownBy(threads::run).isInstanceOf(AssertionError.class).hasMessageContaining("the one that waits");
    }

    @Test
    void whatAThreadThrowsIsThrown() {
        var threads = new SeededThreads(1, Duration.ZERO);
        var reason = new IllegalStateException("reason");
        threads.start("thrower", () -> {
            throw reason;
        });
        assertThatThrownBy(threads::run).isInstanceOf(AssertionError.class).hasCause(reason);
    }

    @Test
    void whoSleepsWakesWhenNobodyElseCanGoOn() {
        var threads = new SeededThreads(1, Duration.ZERO);
        var order = new StringBuilder();
        threads.start("sleeper", () -> {
            threads.sleep();
            order.append("woke");
        });
        threads.start("busy", () -> {
            SeededThreads.yield(100);
            order.append("done, ");
        });
        threads.run();
        assertThat(order).hasToString("done, woke");
    }

    @Test
    void aFailureNamesTheSeedOfItsSchedule() {
        long[] played = {0};
        assertThatThrownBy(() -> Schedules.play(10, seed -> {
            played[0] = seed;
            assertThat(seed % 4).isNotZero();
        })).isInstanceOf(AssertionError.class).satisfies(e -> assertThat(e).hasMessageContaining(
                "-Dlab.seed=" + played[0]));
    }
}
