package threadlab.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import threadlab.server.work.NonBlockingStages.Message;

class NonBlockingStagesTest {

    /** A loop whose timers end when the test says so. */
    private static final class FakeLoop implements Loop {
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private final Deque<Runnable> timers = new ArrayDeque<>();
        private final List<Long> delays = new ArrayList<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void executeAfter(long nanos, Runnable task) {
            delays.add(nanos);
            timers.add(task);
        }

        @Override
        public SelectionKey register(SelectableChannel channel, int interest, Runnable step) {
            throw new UnsupportedOperationException();
        }

        /** Ends the timer that was begun first. */
        private void endTimer() {
            timers.remove().run();
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
        }
    }

    private final FakeLoop loop = new FakeLoop();
    private long now;
    private WorkCounters counters;
    private NonBlockingStages work;
    private boolean cancelled;

    private List<CompletionStage<Void>> begin(String recipe, int messages) {
        List<Stage> stages = RecipeParser.parse(recipe, new Computing(1), null);
        counters = new WorkCounters(stages, () -> now);
        work = new NonBlockingStages(counters);
        return IntStream.range(0, messages)
                .mapToObj(i -> work.begin(stages, new Message(new Draw(1, 0, i), loop, () -> cancelled))).toList();
    }

    private static long done(List<CompletionStage<Void>> messages) {
        return messages.stream().filter(message -> message.toCompletableFuture().isDone()).count();
    }

    @Test
    void computingIsDoneAtOnce() {
        assertThat(done(begin("cpu 1us, cpu 2us", 3))).isEqualTo(3);
        assertThat(loop.timers).isEmpty();
    }

    @Test
    void eachStageBeginsWhenTheOneBeforeIsOver() {
        List<CompletionStage<Void>> message = begin("wait 1ms, cpu 1us, wait 10s", 1);
        assertThat(loop.timers).hasSize(1);
        loop.endTimer();
        assertThat(done(message)).isZero();
        assertThat(loop.timers).hasSize(1);
        loop.endTimer();
        assertThat(done(message)).isEqualTo(1);
        assertThat(loop.delays).containsExactly(1_000_000L, 10_000_000_000L);
    }

    @Test
    void noStageOfAMessageBeginsOnceItIsCancelled() {
        List<CompletionStage<Void>> messages = begin("pool 1 { wait 1ms }, wait 2ms", 5);
        cancelled = true;
        loop.endTimer();
        assertThat(messages).allMatch(message -> message.toCompletableFuture().isCompletedExceptionally());
        assertThat(loop.delays).containsExactly(1_000_000L);
    }

    @Test
    void noMoreAreInAPoolThanItHasPlaces() {
        List<CompletionStage<Void>> messages = begin("pool 2 { wait 1ms }", 7);
        for (int ended = 0; ended < 7; ended++) {
            assertThat(done(messages)).isEqualTo(ended);
            assertThat(loop.timers).hasSize(Math.min(2, 7 - ended));
            loop.endTimer();
        }
        assertThat(done(messages)).isEqualTo(7);
    }

    @Test
    void whoeverWaitsLongestIsNext() {
        List<CompletionStage<Void>> messages = begin("pool 1 { wait 1ms }", 5);
        for (CompletionStage<Void> message : messages) {
            loop.endTimer();
            assertThat(done(messages.subList(0, messages.indexOf(message) + 1)))
                    .isEqualTo(messages.indexOf(message) + 1L);
        }
    }

    @Test
    void aLockIsHeldByOneAtATimeEvenWhileItWaits() {
        for (String lock : List.of("lock 1", "monitor 1")) {
            List<CompletionStage<Void>> messages = begin(lock + " { wait 1ms }", 3);
            for (int i = 0; i < 3; i++) {
                assertThat(loop.timers).as(lock).hasSize(1);
                loop.endTimer();
            }
            assertThat(done(messages)).isEqualTo(3);
        }
    }

    @Test
    void theBranchesOfAFanWaitAtTheSameTimeAndForEachOther() {
        List<CompletionStage<Void>> message = begin("fan 3 { wait 1ms }", 1);
        for (int ended = 0; ended < 3; ended++) {
            assertThat(loop.timers).hasSize(3 - ended);
            assertThat(done(message)).isZero();
            loop.endTimer();
        }
        assertThat(done(message)).isEqualTo(1);
    }

    @Test
    void theDrawsAreThoseOfAThreadThatBlocks() {
        Stage wait = RecipeParser.parse("wait exp 5ms", new Computing(1), null).getFirst();
        begin("wait exp 5ms", 20);
        assertThat(loop.delays).isEqualTo(IntStream.range(0, 20)
                .mapToObj(i -> ((Stage.Wait) wait).time().nanos(new Draw(1, 0, i))).toList());
    }

    /** The second of three waits for 7, and the third for 7 + 9. */
    @Test
    void theTimesOfStagesAreThoseOfTheClock() {
        begin("pool 1 { wait 1ms }, wait 2ms", 3);
        for (long passed : new long[]{7, 9, 11}) {
            now += passed;
            loop.endTimer(); // of the pool: those after it are begun later
            loop.timers.removeFirst();
        }
        assertThat(counters.take().stages()).containsExactly(
                new WorkStats.StageTimes("wait", 0, 3, 3_000_000, 0, 7 + 9 + 11),
                new WorkStats.StageTimes("pool", 1, 3, 0, 7 + 7 + 9, 7 + 9 + 11));
    }
}
