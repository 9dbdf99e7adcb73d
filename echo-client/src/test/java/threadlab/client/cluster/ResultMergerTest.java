package threadlab.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.client.Results;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadResult;
import threadlab.client.result.LoadResult.Outcome;
import threadlab.client.result.WorkerPart;
import threadlab.client.verify.Failure;
import threadlab.support.CpuQuota;
import threadlab.support.CpuSupply;

class ResultMergerTest {
    private final LoadPlan plan = Samples.closed(9);

    private static WorkerPart worker(String name, LoadResult result) {
        return new WorkerPart(name, result.plan(), Duration.ofMillis(1), result, null);
    }

    private static WorkerPart lost(String name, LoadPlan part) {
        return new WorkerPart(name, part, null, null, "2.0 s after the start (it broke)");
    }

    /** Through their form in bytes, as they come. */
    @Test
    void theMergedHistogramIsBucketByBucketTheOneMadeFromAllValues() {
        Latencies all = Latencies.empty();
        List<WorkerPart> workers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Latencies own = Samples.latencies(new Random(i), 10_000);
            all.add(own);
            var message = (ClusterMessage.Result) MessageCodec.decode(MessageCodec.encode(
                    new ClusterMessage.Result("r", Duration.ZERO, Samples.result(Samples.closed(2), 10_000, own))));
            workers.add(worker("w" + i, message.result()));
        }
        Latencies merged = ResultMerger.merge(plan, workers).latencies();
        assertThat(merged).isEqualTo(all);
        for (var value : all.responseTime().recordedValues()) {
            assertThat(merged.responseTime().getCountAtValue(value.getValueIteratedTo()))
                    .isEqualTo(value.getCountAtValueIteratedTo());
        }
        assertThat(merged.responseTime().getTotalCount()).isEqualTo(40_000);
    }

    @Test
    void countsAreAddedAndTheLongestWaitIsTheWholes() {
        LoadResult whole = ResultMerger.merge(plan, List.of(worker("a", Samples.result(plan, 100, Latencies.empty())),
                worker("b", Samples.result(plan, 50, Latencies.empty()))));
        assertThat(whole.echoes()).isEqualTo(150);
        assertThat(whole.totalEchoes()).isEqualTo(164);
        assertThat(whole.messages()).isEqualTo(new LoadResult.Messages(150, 2, 150, 150, 164));
        assertThat(whole.probes()).isEqualTo(new LoadResult.Probes(8, 2));
        assertThat(whole.firstEcho()).isEqualTo(Duration.ofNanos(100));
        assertThat(whole.fairness()).isNull();
        assertThat(whole.cost().cpus()).isEqualTo(4);
        assertThat(whole.cost().liveHeapBytes()).isEqualTo(24_690);
        assertThat(whole.measured()).isEqualTo(Duration.ofNanos(2_000_000_001));
        assertThat(whole.outcome()).isEqualTo(Outcome.OK);
    }

    /** Each of them may use 2 of the 8 CPUs of its machine. */
    @ParameterizedTest
    @CsvSource({"4, 8", "5, 8", "3, 6"})
    void theWorkersOfOneMachineHaveNoMoreCpusThanIt(int workers, int cpus) {
        List<WorkerPart> ofOneMachine = IntStream.range(0, workers)
                .mapToObj(port -> worker("10.0.0.1:" + port, Samples.result(plan, 100, Latencies.empty()))).toList();
        assertThat(ResultMerger.merge(plan, ofOneMachine).cost().cpus()).isEqualTo(cpus);
        List<WorkerPart> andOfAnother = new ArrayList<>(ofOneMachine);
        andOfAnother.add(worker("10.0.0.2:1", Samples.result(plan, 100, Latencies.empty())));
        assertThat(ResultMerger.merge(plan, andOfAnother).cost().cpus()).isEqualTo(cpus + 2);
    }

    @Test
    void theWorstThatWasKeptFromAWorkerIsTheWholes() {
        LoadResult good = Results.of(plan).echoes(1, 1).cost(new LoadResult.Cost(Duration.ZERO, Duration.ofSeconds(1),
                2, new CpuSupply(8, 0.25, 0.02, null), Duration.ofMillis(80), null)).result();
        LoadResult whole = ResultMerger.merge(plan,
                List.of(worker("a:1", good), worker("b:2", Samples.result(plan, 100, Latencies.empty()))));
        assertThat(whole.cost().supply()).isEqualTo(
                new CpuSupply(0, 0.5, 0.02, new CpuQuota(108, 3, Duration.ofMillis(12_345))));
        assertThat(whole.cost().stoodStill()).isEqualTo(Duration.ofMillis(80));
    }

    @Test
    void aLostWorkerDegradesTheWholeAndIsNamed() {
        LoadResult whole = ResultMerger.merge(plan,
                List.of(worker("a:1", Samples.result(plan, 100, Latencies.empty())), lost("b:2", Samples.closed(4))));
        assertThat(whole.outcome()).isEqualTo(Outcome.DEGRADED);
        assertThat(whole.reasons()).containsExactly(
                "lost worker b:2 2.0 s after the start (it broke): its 4 sessions are not in the result");
    }

    @Test
    void ofNobodyNothingIsLeftAndThatHasFailed() {
        LoadResult whole = ResultMerger.merge(plan, List.of(lost("b:2", Samples.closed(4))));
        assertThat(whole.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(whole.reasons()).hasSize(1);
    }

    @Test
    void failuresAreAddedAndTheFirstStoryNamesItsWorker() {
        LoadResult whole = ResultMerger.merge(plan,
                List.of(worker("a:1", Samples.failed(plan, "x")), worker("b:2", Samples.failed(plan, "y"))));
        assertThat(whole.failures()).isEqualTo(Map.of(Failure.UNEXPECTED_EOF, 4L, Failure.RESET, 2L));
        assertThat(whole.firstFailure()).isEqualTo("worker a:1: x");
        assertThat(whole.outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void whatAWorkerWasShortOfIsTheWholesReasonToo() {
        LoadResult good = Samples.result(plan, 100, Latencies.empty());
        LoadResult stopped = Results.of(plan).echoes(50, 50).messages(100, 1, 100).stoppedAfter(Duration.ofSeconds(1))
                .result();
        LoadResult whole = ResultMerger.merge(plan, List.of(worker("a:1", good), worker("b:2", stopped)));
        assertThat(whole.reasons()).containsExactly("worker b:2: stopped early, after 1.0 of 2 s measured");
        assertThat(whole.stopped()).isFalse();
    }
}
