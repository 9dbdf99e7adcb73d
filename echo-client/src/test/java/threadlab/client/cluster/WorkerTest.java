package threadlab.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import threadlab.client.cluster.ClusterWorker.End;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadResult;
import threadlab.support.Version;

/** With a clock that goes when the test says so; the coordinator and the load are played by the test. */
class WorkerTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final ClusterMessage CALL = new ClusterMessage.Discover(Version.current(), ClusterMessage.PROTOCOL);
    private static final LoadPlan PART = Samples.closed(5);
    private static final LoadResult RESULT = Samples.result(PART, 10, Latencies.empty());

    private final FakeChannel channel = new FakeChannel();
    private final List<String> said = new ArrayList<>();
    /** What the load was told, and its events. */
    private final List<String> load = new ArrayList<>();
    private LoadTask.Events events;
    private long now;
    private Worker worker = worker(false);

    private Worker worker(boolean once) {
        return new Worker(Version.current(), once, channel, (run, part, told) -> {
            load.add("begin " + run);
            events = told;
            return new LoadTask() {
                @Override
                public void start(long at) {
                    load.add("start " + at);
                }

                @Override
                public void stop() {
                    load.add("stop");
                }
            };
        }, said::add);
    }

    private void receive(ClusterMessage message) {
        worker.received("c", message, now);
    }

    private void assign() {
        receive(new ClusterMessage.Assign("r", PART));
    }

    private void pass(long millis) {
        for (long left = millis; left > 0; left -= 100) {
            now += 100 * MILLI;
            worker.tick(now);
        }
    }

    @Test
    void itComesWhenItIsCalled() {
        receive(CALL);
        assertThat(channel.last("c", ClusterMessage.Join.class).name()).isEqualTo("127.0.0.1:1");
    }

    @Test
    void itDoesItsPartAndThenComesAgain() {
        assign();
        receive(CALL);
        assertThat(channel.of(ClusterMessage.Join.class)).isEmpty();
        events.ready();
        assertThat(channel.last("c", ClusterMessage.Ready.class).run()).isEqualTo("r");
        receive(new ClusterMessage.Start("r", 77));
        events.ended(RESULT, 5);
        assertThat(channel.last("c", ClusterMessage.Result.class))
                .isEqualTo(new ClusterMessage.Result("r", Duration.ofNanos(5), RESULT));
        receive(new ClusterMessage.Done("r"));
        assertThat(load).startsWith("begin r", "start 77");
        receive(CALL);
        assertThat(channel.of(ClusterMessage.Join.class)).hasSize(1);
        assertThat(worker.ended()).isNotDone();
    }

    @Test
    void itTellsItsClockAtOnce() {
        assign();
        now = 1_234;
        receive(new ClusterMessage.Ping("r", 9));
        assertThat(channel.last("c", ClusterMessage.Pong.class)).isEqualTo(new ClusterMessage.Pong("r", 9, 1_234));
    }

    @Test
    void ofAnotherVersionItRefusesAndEnds() {
        receive(new ClusterMessage.Discover("9.9", ClusterMessage.PROTOCOL));
        assertThat(channel.last("c", ClusterMessage.VersionMismatch.class))
                .isEqualTo(
                        new ClusterMessage.VersionMismatch("127.0.0.1:1", Version.current(), ClusterMessage.PROTOCOL));
        assertThat(worker.ended()).failsWithin(Duration.ZERO).withThrowableThat().havingRootCause()
                .withMessageContaining("9.9");
    }

    @Test
    void ofAnotherProtocolToo() {
        receive(new ClusterMessage.Discover(Version.current(), ClusterMessage.PROTOCOL + 1));
        assertThat(worker.ended()).isCompletedExceptionally();
    }

    @Test
    void aVersionThatCallsWhileThereIsWorkDoesNotEndTheWork() {
        assign();
        worker.received("d", new ClusterMessage.Discover("9.9", ClusterMessage.PROTOCOL), now);
        assertThat(channel.of(ClusterMessage.VersionMismatch.class)).hasSize(1);
        assertThat(worker.ended()).isNotDone();
        assertThat(load).containsExactly("begin r");
    }

    @Test
    void aSecondPartIsRefusedAndTheFirstGoesOn() {
        assign();
        worker.received("d", new ClusterMessage.Assign("s", PART), now);
        assertThat(channel.last("d", ClusterMessage.Failed.class))
                .isEqualTo(new ClusterMessage.Failed("s", "it has other work"));
        assertThat(load).containsExactly("begin r");
    }

    @Test
    void aCoordinatorThatFallsSilentIsLostWithinFiveSecondsAndTheLoadStops() {
        assign();
        pass(2_900);
        assertThat(load).containsExactly("begin r");
        pass(200);
        assertThat(load).containsExactly("begin r", "stop");
        assertThat(said).containsExactly("the coordinator is lost (no sign of life for 3 s): the load stops, and the "
                + "worker waits for work again");
        events.ended(RESULT, 0);
        assertThat(channel.of(ClusterMessage.Result.class)).isEmpty();
        receive(CALL);
        assertThat(channel.of(ClusterMessage.Join.class)).hasSize(1);
    }

    @Test
    void pingsKeepTheLoadGoing() {
        assign();
        for (int i = 0; i < 20; i++) {
            pass(500);
            receive(new ClusterMessage.Ping("r", i));
        }
        assertThat(load).containsExactly("begin r");
    }

    @Test
    void pingsOfAnotherCoordinatorDoNot() {
        assign();
        for (int i = 0; i < 8; i++) {
            pass(500);
            worker.received("d", new ClusterMessage.Ping("r", i), now);
            receive(new ClusterMessage.Ping("s", i));
        }
        assertThat(load).containsExactly("begin r", "stop");
        assertThat(channel.of(ClusterMessage.Pong.class)).isEmpty();
    }

    @Test
    void aCoordinatorThatLeavesIsLostAtOnce() {
        assign();
        worker.members(Set.of("w", "d"), now);
        assertThat(load).containsExactly("begin r", "stop");
    }

    @Test
    void withNoWorkNobodyIsMissed() {
        worker.members(Set.of("w"), now);
        pass(10_000);
        assertThat(said).isEmpty();
        assertThat(worker.ended()).isNotDone();
    }

    @Test
    void onceMeansThatItEndsAfterOneRun() {
        worker = worker(true);
        assign();
        events.ended(RESULT, 0);
        assertThat(worker.ended()).isNotDone();
        receive(new ClusterMessage.Done("r"));
        assertThat(worker.ended()).isCompletedWithValue(End.DONE);
    }

    @Test
    void onceWithALostCoordinatorIsAFailure() {
        worker = worker(true);
        assign();
        worker.members(Set.of(), now);
        assertThat(worker.ended()).isNotDone();
        events.ended(RESULT, 0);
        assertThat(worker.ended()).isCompletedWithValue(End.COORDINATOR_LOST);
        assertThat(said.getFirst()).endsWith("the load stops");
    }

    @Test
    void whoLeavesTellsFirstWhatThereIs() {
        assign();
        worker.leave();
        assertThat(load).containsExactly("begin r", "stop");
        assertThat(worker.ended()).isNotDone();
        events.ended(RESULT, 0);
        assertThat(channel.of(ClusterMessage.Result.class)).hasSize(1);
        assertThat(worker.ended()).isNotDone();
        receive(new ClusterMessage.Done("r"));
        assertThat(worker.ended()).isDone();
    }

    @Test
    void whoLeavesWithoutWorkGoesAtOnce() {
        worker.leave();
        assertThat(worker.ended()).isCompletedWithValue(End.DONE);
        receive(CALL);
        assertThat(channel.of(ClusterMessage.Join.class)).isEmpty();
    }

    @Test
    void aLoadThatCannotBeginIsToldAndForgotten() {
        assign();
        events.failed("cannot connect");
        assertThat(channel.last("c", ClusterMessage.Failed.class).reason()).isEqualTo("cannot connect");
        receive(new ClusterMessage.Done("r"));
        receive(CALL);
        assertThat(channel.of(ClusterMessage.Join.class)).hasSize(1);
    }
}
