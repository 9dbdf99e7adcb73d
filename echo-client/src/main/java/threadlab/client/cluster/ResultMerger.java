package threadlab.client.cluster;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadResult;
import threadlab.client.result.WorkerPart;
import threadlab.client.verify.Failure;

/**
 * The whole result of what the workers found: counts are added, histograms are added bucket by bucket, nothing is
 * averaged. What is lost is left out and said. Pure.
 */
final class ResultMerger {
    private final List<WorkerPart> workers;
    private final List<LoadResult> results;

    private ResultMerger(List<WorkerPart> workers) {
        this.workers = workers;
        this.results = workers.stream().map(WorkerPart::result).filter(Objects::nonNull).toList();
    }

    static LoadResult of(LoadPlan plan, List<WorkerPart> workers) {
        return new ResultMerger(workers).result(plan);
    }

    private LoadResult result(LoadPlan plan) {
        var schedule = new LoadResult.Schedule(sum(r -> r.schedule().due()), sum(r -> r.schedule().late()),
                sum(r -> r.schedule().inTime()));
        var newcomers = new LoadResult.Newcomers(sum(r -> r.newcomers().came()), sum(r -> r.newcomers().unserved()));
        return new LoadResult(plan, longest(LoadResult::warmup), longest(LoadResult::measured),
                !results.isEmpty() && results.stream().allMatch(LoadResult::stopped), sum(LoadResult::echoes),
                sum(LoadResult::totalEchoes),
                schedule, newcomers, sum(LoadResult::replaced), evenness(), latencies(), cost(), failures(),
                firstFailure(), workers);
    }

    private long sum(ToLongFunction<LoadResult> figure) {
        return results.stream().mapToLong(figure).sum();
    }

    private Duration longest(Function<LoadResult, Duration> figure) {
        return results.stream().map(figure).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** How one worker's sessions compare with another's is not known from what each says, so there is no fairness. */
    private LoadResult.Evenness evenness() {
        List<Duration> waits = results.stream().map(LoadResult::firstEcho).filter(Objects::nonNull).toList();
        return new LoadResult.Evenness(null,
                waits.size() < results.size() ? null : waits.stream().max(Duration::compareTo).orElse(null));
    }

    private Latencies latencies() {
        Latencies all = Latencies.empty();
        results.forEach(result -> all.add(result.latencies()));
        return all;
    }

    private LoadResult.Cost cost() {
        Stream<LoadResult.Cost> costs = results.stream().map(LoadResult::cost);
        Double stolen = costs.map(LoadResult.Cost::stolen).filter(Objects::nonNull).max(Double::compare).orElse(null);
        boolean heapIsKnown = !results.isEmpty()
                && results.stream().allMatch(result -> result.cost().liveHeapBytes() != null);
        return new LoadResult.Cost(Duration.ofNanos(sum(r -> r.cost().cpu().toNanos())),
                longest(r -> r.cost().metered()), (int) sum(r -> r.cost().cpus()), stolen,
                heapIsKnown ? sum(r -> r.cost().liveHeapBytes()) : null);
    }

    private Map<Failure, Long> failures() {
        var all = new EnumMap<Failure, Long>(Failure.class);
        results.forEach(result -> result.failures().forEach((failure, count) -> all.merge(failure, count, Long::sum)));
        return all;
    }

    private String firstFailure() {
        return workers.stream().filter(worker -> worker.result() != null && worker.result().firstFailure() != null)
                .map(worker -> "worker " + worker.name() + ": " + worker.result().firstFailure()).findFirst()
                .orElse(null);
    }
}
