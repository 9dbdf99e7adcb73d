package threadlab.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import threadlab.client.cli.EchoClientMain;
import threadlab.client.cluster.ClusterMessage.Phase;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.client.result.LoadResult.Outcome;

/** With a clock that goes when the test says so; the other ends are played by the test. */
class CoordinatorTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final String RUN = "run";
    /** What a's clock is ahead of the coordinator's, and b's behind. */
    private static final long AHEAD = 5_000_000_000_000L;

    private final FakeChannel link = new FakeChannel();
    private final List<String> said = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final List<LoadListener.Step> steps = new ArrayList<>();
    private long echoes;
    private long now = 1_000 * MILLI;
    private Coordinator coordinator = coordinator(Samples.closed(5));

    private Coordinator coordinator(LoadPlan plan) {
        var listener = new LoadListener() {
            @Override
            public void measuring() {
                heard.add("measuring");
            }

            @Override
            public void progress(Step step) {
                steps.add(step);
                echoes += step.latencies().whenDue().getTotalCount();
            }

            @Override
            public void measured() {
                heard.add("measured");
            }

            @Override
            public void ended() {
                heard.add("ended");
            }
        };
        return new Coordinator(plan, PlanPartitioner.of(plan, List.of(plan.route()), 2), link, listener,
                Duration.ofSeconds(10),
                said::add, RUN, now);
    }

    /** So long, ticking, while those members answer pings. */
    private void pass(long millis, String... alive) {
        for (long left = millis; left > 0; left -= 100) {
            now += 100 * MILLI;
            int before = link.sent.size();
            coordinator.tick(now);
            answer(before, alive);
        }
    }

    /** Each ping that was sent since takes 2 ms there and 2 ms back. */
    private void answer(int since, String... alive) {
        now += 4 * MILLI;
        List.copyOf(link.sent.subList(since, link.sent.size())).forEach(one -> {
            if (one.note() instanceof ClusterMessage.Ping ping && List.of(alive).contains(one.to())) {
                coordinator.received(one.to(),
                        new ClusterMessage.Pong(RUN, ping.number(),
                                now - 2 * MILLI + (one.to().equals("a") ? AHEAD : -AHEAD)),
                        now);
            }
        });
    }

    private void gather() {
        pass(100);
        receive("b", new ClusterMessage.Here("127.0.0.1:9"));
        receive("a", new ClusterMessage.Here("127.0.0.1:8"));
    }

    private void receive(String member, ClusterMessage note) {
        coordinator.received(member, note, now);
    }

    private void connect() {
        gather();
        receive("a", new ClusterMessage.Ready(RUN));
        receive("b", new ClusterMessage.Ready(RUN));
        readClocks("a", "b");
    }

    /** Until nothing is asked any more. */
    private void readClocks(String... alive) {
        int answered = 0;
        while (link.of(ClusterMessage.Start.class).isEmpty() && answered < link.sent.size()) {
            int before = answered;
            answered = link.sent.size();
            answer(before, alive);
        }
    }

    private LoadResult result(String member, long count) {
        LoadResult result = Samples.result(link.last(member, ClusterMessage.Assign.class).part(), count,
                Latencies.empty());
        receive(member, new ClusterMessage.Result(RUN, Duration.ZERO, result));
        return result;
    }

    private void progress(String member, Phase phase) {
        receive(member, new ClusterMessage.Progress(RUN, phase, 100, 0, Samples.latencies(new Random(1), 10)));
    }

    private LoadResult outcome() {
        assertThat(coordinator.outcome()).isDone();
        return coordinator.outcome().join();
    }

    private String failure() {
        assertThat(coordinator.outcome()).isCompletedExceptionally();
        return coordinator.outcome().exceptionNow().getMessage();
    }

    @Test
    void itCallsUntilEnoughHaveCome() {
        pass(1_000);
        assertThat(link.of(ClusterMessage.Call.class)).hasSize(2)
                .containsOnly(new ClusterMessage.Call(EchoClientMain.VERSION, ClusterMessage.PROTOCOL));
        receive("b", new ClusterMessage.Here("127.0.0.1:9"));
        receive("b", new ClusterMessage.Here("127.0.0.1:9"));
        assertThat(link.of(ClusterMessage.Assign.class)).isEmpty();
        receive("a", new ClusterMessage.Here("127.0.0.1:8"));
        assertThat(link.of(ClusterMessage.Assign.class)).hasSize(2);
    }

    @Test
    void thePartsAreSharedOutInTheOrderOfTheNames() {
        gather();
        assertThat(link.last("a", ClusterMessage.Assign.class).part().shape().sessions()).isEqualTo(3);
        assertThat(link.last("b", ClusterMessage.Assign.class).part().shape().sessions()).isEqualTo(2);
    }

    @Test
    void whoCameAndLeftDoesNotCount() {
        receive("b", new ClusterMessage.Here("127.0.0.1:9"));
        coordinator.members(Set.of("a"), now);
        receive("a", new ClusterMessage.Here("127.0.0.1:8"));
        assertThat(link.of(ClusterMessage.Assign.class)).isEmpty();
    }

    @Test
    void tooFewWorkersAreAFailureThatNamesThoseOfOtherVersions() {
        receive("a", new ClusterMessage.Here("127.0.0.1:8"));
        receive("b", new ClusterMessage.Refusal("127.0.0.1:9", "9.9.9", 4));
        receive("b", new ClusterMessage.Refusal("127.0.0.1:9", "9.9.9", 4));
        String line = "worker 127.0.0.1:9 is threadlab 9.9.9 (protocol 4), this is " + EchoClientMain.VERSION
                + " (protocol " + ClusterMessage.PROTOCOL + "): it does not join";
        assertThat(said).containsExactly(line);
        pass(11_000);
        assertThat(failure()).isEqualTo("1 of 2 workers came within 10s; " + line);
    }

    @Test
    void allStartAtOneInstantEachByItsOwnClock() {
        connect();
        long a = link.last("a", ClusterMessage.Start.class).at() - AHEAD;
        long b = link.last("b", ClusterMessage.Start.class).at() + AHEAD;
        assertThat(a).isEqualTo(b).isGreaterThan(now);
        result("a", 10);
        result("b", 10);
        assertThat(outcome().workers()).allMatch(worker -> worker.startBound().equals(Duration.ofMillis(2)));
    }

    @Test
    void nobodyStartsBeforeAllAreConnected() {
        gather();
        receive("a", new ClusterMessage.Ready(RUN));
        pass(20_000, "a", "b");
        assertThat(link.of(ClusterMessage.Start.class)).isEmpty();
    }

    @Test
    void allResultsTogetherAreTheWhole() {
        connect();
        result("a", 100);
        assertThat(coordinator.outcome()).isNotDone();
        result("b", 11);
        assertThat(outcome().echoes()).isEqualTo(111);
        assertThat(outcome().outcome()).isEqualTo(Outcome.OK);
        assertThat(outcome().workers()).extracting(worker -> worker.name()).containsExactly("127.0.0.1:8",
                "127.0.0.1:9");
        assertThat(heard).endsWith("ended");
        assertThat(link.of(ClusterMessage.Done.class)).isNotEmpty();
    }

    @Test
    void theListenerHearsOneLoad() {
        connect();
        progress("a", Phase.WARMING_UP);
        progress("b", Phase.WARMING_UP);
        pass(1_000, "a", "b");
        assertThat(steps.getLast().echoesPerSecond()).isEqualTo(200);
        assertThat(heard).isEmpty();
        progress("a", Phase.MEASURING);
        progress("b", Phase.MEASURING);
        assertThat(heard).containsExactly("measuring");
        progress("a", Phase.ENDING);
        progress("b", Phase.ENDING);
        pass(500, "a", "b");
        assertThat(heard).containsExactly("measuring", "measured");
        result("a", 1);
        result("b", 1);
        assertThat(echoes).isEqualTo(60);
        assertThat(heard).containsExactly("measuring", "measured", "ended");
    }

    @Test
    void aWorkerThatFallsSilentIsLostWithinFiveSecondsAndTheOthersGoOn() {
        connect();
        for (int i = 0; i < 50; i++) {
            progress("a", Phase.MEASURING);
            pass(100, "a");
        }
        assertThat(said).hasSize(1);
        assertThat(said.getFirst())
                .matches("worker 127\\.0\\.0\\.1:9 lost [23]\\.\\d s after the start: no sign of life for 3 s");
        assertThat(coordinator.outcome()).isNotDone();
        result("a", 10);
        assertThat(outcome().outcome()).isEqualTo(Outcome.DEGRADED);
        assertThat(outcome().reasons().getFirst()).contains("lost worker 127.0.0.1:9",
                "its 2 sessions are in no figure");
    }

    @Test
    void whatALostWorkerSaysLaterDoesNotCount() {
        connect();
        coordinator.members(Set.of("a"), now);
        result("b", 1_000);
        result("a", 10);
        assertThat(outcome().echoes()).isEqualTo(10);
    }

    @Test
    void aWorkerThatLivesButWhoseLoadStandsStillIsLostWithinFiveSeconds() {
        connect();
        progress("b", Phase.MEASURING);
        for (int i = 0; i < 50; i++) {
            progress("a", Phase.MEASURING);
            pass(100, "a", "b");
        }
        assertThat(said).hasSize(1);
        assertThat(said.getFirst()).contains("127.0.0.1:9 lost", "it lives, but its load stood still for 4 s");
    }

    @Test
    void aWorkerWithoutALastWordIsLostInTheEnd() {
        connect();
        progress("a", Phase.ENDING);
        progress("b", Phase.ENDING);
        result("a", 10);
        pass(24_000, "b");
        assertThat(said).isEmpty();
        pass(2_000, "b");
        assertThat(said.getFirst()).contains("no result for 25 s");
        assertThat(outcome().outcome()).isEqualTo(Outcome.DEGRADED);
    }

    @Test
    void aWorkerThatIsLostBeforeTheStartDoesNotKeepTheOthersFromIt() {
        gather();
        receive("a", new ClusterMessage.Ready(RUN));
        coordinator.members(Set.of("a"), now);
        readClocks("a");
        assertThat(link.of(ClusterMessage.Start.class)).hasSize(1);
        result("a", 10);
        assertThat(outcome().reasons().getFirst()).contains("before the start (its connection broke)");
    }

    @Test
    void ifAllAreLostTheRunHasFailed() {
        connect();
        coordinator.members(Set.of(), now);
        assertThat(outcome().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(outcome().workers()).hasSize(2);
    }

    @Test
    void aPartThatCannotBeDoneEndsTheRunBeforeItsStart() {
        gather();
        receive("a", new ClusterMessage.Ready(RUN));
        receive("b", new ClusterMessage.Failed(RUN, "cannot connect to h:1: Connection refused"));
        assertThat(failure()).isEqualTo("worker 127.0.0.1:9: cannot connect to h:1: Connection refused");
        assertThat(link.last("a", ClusterMessage.Done.class)).isNotNull();
        assertThat(heard).containsExactly("ended");
    }

    @Test
    void aLoadThatBreaksUnderWayIsLost() {
        connect();
        receive("b", new ClusterMessage.Failed(RUN, "the load broke: x"));
        result("a", 10);
        assertThat(outcome().outcome()).isEqualTo(Outcome.DEGRADED);
    }

    @Test
    void aStopIsToldToAllAndTheirResultsAreAwaited() {
        connect();
        coordinator.stop(now);
        assertThat(link.of(ClusterMessage.Stop.class)).hasSize(2);
        assertThat(coordinator.outcome()).isNotDone();
        result("a", 1);
        result("b", 1);
        assertThat(outcome().echoes()).isEqualTo(2);
    }

    @Test
    void aStopBeforeThereAreWorkersEndsItAtOnce() {
        coordinator.stop(now);
        assertThat(failure()).isEqualTo("stopped before there were enough workers");
    }

    @Test
    void notesOfOtherRunsAndOfStrangersAreIgnored() {
        connect();
        LoadResult result = Samples.result(Samples.closed(3), 5, Latencies.empty());
        receive("a", new ClusterMessage.Result("another", Duration.ZERO, result));
        receive("c", new ClusterMessage.Result(RUN, Duration.ZERO, result));
        Stream.of(new ClusterMessage.Start(RUN, 1), new ClusterMessage.Call("0", 0), new ClusterMessage.Stop(RUN))
                .forEach(note -> receive("a", note));
        assertThat(coordinator.outcome()).isNotDone();
    }
}
