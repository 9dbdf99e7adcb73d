package threadlab.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import threadlab.client.cluster.ClusterMessage.Phase;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.client.result.LoadResult.Outcome;
import threadlab.support.Version;

/** With a clock that goes when the test says so; the other ends are played by the test. */
class CoordinatorTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final String RUN = "run";
    /** What a's clock is ahead of the coordinator's, and b's behind. */
    private static final long AHEAD = 5_000_000_000_000L;

    private final FakeChannel channel = new FakeChannel();
    private final List<String> said = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final List<LoadListener.Interval> intervals = new ArrayList<>();
    private long echoes;
    private long now = 1_000 * MILLI;
    private CompletableFuture<LoadResult> result;
    private Coordinator coordinator = coordinator(Samples.closed(5));

    private Coordinator coordinator(LoadPlan plan) {
        var listener = new LoadListener() {
            @Override
            public void measuring() {
                heard.add("measuring");
            }

            @Override
            public void progress(Interval interval) {
                intervals.add(interval);
                echoes += interval.latencies().responseTime().getTotalCount();
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
        var created = new Coordinator(PlanPartitioner.parts(plan, List.of(plan.target()), 2), channel, listener,
                Duration.ofSeconds(10),
                said::add, RUN, now);
        result = created.result(plan);
        return created;
    }

    /** So long, ticking, while those members answer pings. */
    private void pass(long millis, String... alive) {
        for (long left = millis; left > 0; left -= 100) {
            now += 100 * MILLI;
            int before = channel.sent.size();
            coordinator.tick(now);
            answer(before, alive);
        }
    }

    /** Each ping that was sent since takes 2 ms there and 2 ms back. */
    private void answer(int since, String... alive) {
        now += 4 * MILLI;
        List.copyOf(channel.sent.subList(since, channel.sent.size())).forEach(one -> {
            if (one.message() instanceof ClusterMessage.Ping ping && List.of(alive).contains(one.to())) {
                coordinator.received(one.to(),
                        new ClusterMessage.Pong(RUN, ping.number(),
                                now - 2 * MILLI + (one.to().equals("a") ? AHEAD : -AHEAD)),
                        now);
            }
        });
    }

    private void gather() {
        pass(100);
        receive("b", new ClusterMessage.Join("127.0.0.1:9"));
        receive("a", new ClusterMessage.Join("127.0.0.1:8"));
    }

    private void receive(String member, ClusterMessage message) {
        coordinator.received(member, message, now);
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
        while (channel.of(ClusterMessage.Start.class).isEmpty() && answered < channel.sent.size()) {
            int before = answered;
            answered = channel.sent.size();
            answer(before, alive);
        }
    }

    private LoadResult result(String member, long count) {
        LoadResult result = Samples.result(channel.last(member, ClusterMessage.Assign.class).plan(), count,
                Latencies.empty());
        receive(member, new ClusterMessage.Result(RUN, Duration.ZERO, result));
        return result;
    }

    private void progress(String member, Phase phase) {
        receive(member, new ClusterMessage.Progress(RUN, phase, 100, 0, Samples.latencies(new Random(1), 10)));
    }

    private LoadResult whole() {
        assertThat(result).isDone();
        return result.join();
    }

    private String failure() {
        assertThat(result).isCompletedExceptionally();
        return result.exceptionNow().getMessage();
    }

    @Test
    void itCallsUntilEnoughHaveCome() {
        pass(1_000);
        assertThat(channel.of(ClusterMessage.Discover.class)).hasSize(2)
                .containsOnly(new ClusterMessage.Discover(Version.current(), ClusterMessage.PROTOCOL));
        receive("b", new ClusterMessage.Join("127.0.0.1:9"));
        receive("b", new ClusterMessage.Join("127.0.0.1:9"));
        assertThat(channel.of(ClusterMessage.Assign.class)).isEmpty();
        receive("a", new ClusterMessage.Join("127.0.0.1:8"));
        assertThat(channel.of(ClusterMessage.Assign.class)).hasSize(2);
    }

    @Test
    void thePartsAreSharedOutInTheOrderOfTheNames() {
        gather();
        assertThat(channel.last("a", ClusterMessage.Assign.class).plan().profile().sessions()).isEqualTo(3);
        assertThat(channel.last("b", ClusterMessage.Assign.class).plan().profile().sessions()).isEqualTo(2);
    }

    @Test
    void whoCameAndLeftDoesNotCount() {
        receive("b", new ClusterMessage.Join("127.0.0.1:9"));
        coordinator.members(Set.of("a"), now);
        receive("a", new ClusterMessage.Join("127.0.0.1:8"));
        assertThat(channel.of(ClusterMessage.Assign.class)).isEmpty();
    }

    @Test
    void tooFewWorkersAreAFailureThatNamesThoseOfOtherVersions() {
        receive("a", new ClusterMessage.Join("127.0.0.1:8"));
        receive("b", new ClusterMessage.VersionMismatch("127.0.0.1:9", "9.9.9", 4));
        receive("b", new ClusterMessage.VersionMismatch("127.0.0.1:9", "9.9.9", 4));
        String line = "worker 127.0.0.1:9 is threadlab 9.9.9 (protocol 4), this is " + Version.current()
                + " (protocol " + ClusterMessage.PROTOCOL + "): it does not join";
        assertThat(said).containsExactly(line);
        pass(11_000);
        assertThat(failure()).isEqualTo("1 of 2 workers came within 10s; " + line);
    }

    @Test
    void allStartAtOneInstantEachByItsOwnClock() {
        connect();
        long a = channel.last("a", ClusterMessage.Start.class).at() - AHEAD;
        long b = channel.last("b", ClusterMessage.Start.class).at() + AHEAD;
        assertThat(a).isEqualTo(b).isGreaterThan(now);
        result("a", 10);
        result("b", 10);
        assertThat(whole().workers()).allMatch(worker -> worker.startBound().equals(Duration.ofMillis(2)));
    }

    @Test
    void nobodyStartsBeforeAllAreConnected() {
        gather();
        receive("a", new ClusterMessage.Ready(RUN));
        pass(20_000, "a", "b");
        assertThat(channel.of(ClusterMessage.Start.class)).isEmpty();
    }

    @Test
    void allResultsTogetherAreTheWhole() {
        connect();
        result("a", 100);
        assertThat(result).isNotDone();
        result("b", 11);
        assertThat(whole().echoes()).isEqualTo(111);
        assertThat(whole().outcome()).isEqualTo(Outcome.OK);
        assertThat(whole().workers()).extracting(worker -> worker.name()).containsExactly("127.0.0.1:8",
                "127.0.0.1:9");
        assertThat(heard).endsWith("ended");
        assertThat(channel.of(ClusterMessage.Done.class)).isNotEmpty();
    }

    @Test
    void theListenerHearsOneLoad() {
        connect();
        progress("a", Phase.WARMING_UP);
        progress("b", Phase.WARMING_UP);
        pass(1_000, "a", "b");
        assertThat(intervals.getLast().echoesPerSecond()).isEqualTo(200);
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
        assertThat(result).isNotDone();
        result("a", 10);
        assertThat(whole().outcome()).isEqualTo(Outcome.DEGRADED);
        assertThat(whole().reasons().getFirst()).contains("lost worker 127.0.0.1:9",
                "its 2 sessions are not in the result");
    }

    @Test
    void whatALostWorkerSaysLaterDoesNotCount() {
        connect();
        coordinator.members(Set.of("a"), now);
        result("b", 1_000);
        result("a", 10);
        assertThat(whole().echoes()).isEqualTo(10);
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
        assertThat(said.getFirst()).contains("127.0.0.1:9 lost", "it is alive, but its load made no progress for 4 s");
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
        assertThat(whole().outcome()).isEqualTo(Outcome.DEGRADED);
    }

    @Test
    void aWorkerThatIsLostBeforeTheStartDoesNotKeepTheOthersFromIt() {
        gather();
        receive("a", new ClusterMessage.Ready(RUN));
        coordinator.members(Set.of("a"), now);
        readClocks("a");
        assertThat(channel.of(ClusterMessage.Start.class)).hasSize(1);
        result("a", 10);
        assertThat(whole().reasons().getFirst()).contains("before the start (its connection broke)");
    }

    @Test
    void ifAllAreLostTheRunHasFailed() {
        connect();
        coordinator.members(Set.of(), now);
        assertThat(whole().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(whole().workers()).hasSize(2);
    }

    @Test
    void aPartThatCannotBeDoneEndsTheRunBeforeItsStart() {
        gather();
        receive("a", new ClusterMessage.Ready(RUN));
        receive("b", new ClusterMessage.Failed(RUN, "cannot connect to h:1: Connection refused"));
        assertThat(failure()).isEqualTo("worker 127.0.0.1:9: cannot connect to h:1: Connection refused");
        assertThat(channel.last("a", ClusterMessage.Done.class)).isNotNull();
        assertThat(heard).containsExactly("ended");
    }

    @Test
    void aLoadThatBreaksUnderWayIsLost() {
        connect();
        receive("b", new ClusterMessage.Failed(RUN, "the load broke: x"));
        result("a", 10);
        assertThat(whole().outcome()).isEqualTo(Outcome.DEGRADED);
    }

    @Test
    void aStopIsToldToAllAndTheirResultsAreAwaited() {
        connect();
        coordinator.stop(now);
        assertThat(channel.of(ClusterMessage.Stop.class)).hasSize(2);
        assertThat(result).isNotDone();
        result("a", 1);
        result("b", 1);
        assertThat(whole().echoes()).isEqualTo(2);
    }

    @Test
    void aStopBeforeThereAreWorkersEndsItAtOnce() {
        coordinator.stop(now);
        assertThat(failure()).isEqualTo("stopped before there were enough workers");
    }

    @Test
    void messagesOfOtherRunsAndOfStrangersAreIgnored() {
        connect();
        LoadResult other = Samples.result(Samples.closed(3), 5, Latencies.empty());
        receive("a", new ClusterMessage.Result("another", Duration.ZERO, other));
        receive("c", new ClusterMessage.Result(RUN, Duration.ZERO, other));
        Stream.of(new ClusterMessage.Start(RUN, 1), new ClusterMessage.Discover("0", 0), new ClusterMessage.Stop(RUN))
                .forEach(message -> receive("a", message));
        assertThat(result).isNotDone();
    }
}
