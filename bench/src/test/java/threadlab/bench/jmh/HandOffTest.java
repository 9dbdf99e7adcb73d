package threadlab.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HandOffTest {
    private static final List<Integer> VALUES = IntStream.range(0, 10_000).boxed().toList();

    static Stream<HandOff<Integer>> ways() {
        return Stream.of(new QueueHandOff<>(), new ConditionHandOff<>(), new ParkHandOff<>());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void allThatIsGivenIsTakenOnceAndInOrder(HandOff<Integer> way) throws Exception {
        var giving = new FutureTask<>(() -> {
            for (Integer value : VALUES) {
                way.give(value);
            }
            return null;
        });
        Thread.startVirtualThread(giving);
        List<Integer> taken = new ArrayList<>();
        while (taken.size() < VALUES.size()) {
            taken.add(way.take());
        }
        assertThat(taken).isEqualTo(VALUES);
        giving.get();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whoGivesWaitsUntilItIsTaken(HandOff<Integer> way) throws Exception {
        var giving = new FutureTask<>(giving(way));
        waitingIn(giving);
        assertThat(giving).isNotDone();
        assertThat(way.take()).isEqualTo(1);
        giving.get();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whoGivesCanBeInterrupted(HandOff<Integer> way) {
        endsWhenInterrupted(giving(way));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whoTakesCanBeInterrupted(HandOff<Integer> way) {
        endsWhenInterrupted(way::take);
    }

    private static Callable<Integer> giving(HandOff<Integer> way) {
        return () -> {
            way.give(1);
            return 1;
        };
    }

    private static void endsWhenInterrupted(Callable<Integer> waiting) {
        var task = new FutureTask<>(waiting);
        waitingIn(task).interrupt();
        assertThatThrownBy(task::get).hasCauseInstanceOf(InterruptedException.class);
    }

    /** A thread that has got as far as to wait, or has not waited at all. */
    private static Thread waitingIn(FutureTask<Integer> task) {
        Thread thread = Thread.ofPlatform().daemon().start(task);
        await().until(() -> thread.getState() == Thread.State.WAITING || task.isDone());
        return thread;
    }
}
