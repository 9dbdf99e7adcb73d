package threadlab.client.cluster;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadResult;
import threadlab.client.result.WorkerPart;
import threadlab.client.verify.Failure;
import threadlab.support.CpuQuota;
import threadlab.support.CpuSupply;

/**
 * Merges the results of workers into one: counts are added, histograms are added bucket by bucket, nothing is averaged.
 * A lost worker adds nothing but its entry in the list of workers.
 */
final class ResultMerger {
    private final List<WorkerPart> workers;
    private final List<LoadResult> results;

    private ResultMerger(List<WorkerPart> workers) {
        this.workers = workers;
        this.results = workers.stream().map(WorkerPart::result).filter(Objects::nonNull).toList();
    }

    static LoadResult merge(LoadPlan plan, List<WorkerPart> workers) {
        var merger = new ResultMerger(workers);
        return new LoadResult(plan, merger.timing(), merger.messages(), merger.sessions(), merger.latencies(),
                merger.cost(), workers);
    }

    private LoadResult.Timing timing() {
        return new LoadResult.Timing(longest(LoadResult::warmup), longest(LoadResult::measured),
                !results.isEmpty() && results.stream().allMatch(LoadResult::stopped));
    }

    private LoadResult.Messages messages() {
        return new LoadResult.Messages(sum(r -> r.messages().due()), sum(r -> r.messages().late()),
                sum(r -> r.messages().inTime()), sum(LoadResult::echoes), sum(LoadResult::totalEchoes));
    }

    private LoadResult.Sessions sessions() {
        var probes = new LoadResult.Probes(sum(r -> r.probes().opened()), sum(r -> r.probes().unserved()));
        return new LoadResult.Sessions(sum(LoadResult::replaced), probes, fairness(),
                new LoadResult.Failures(failures(), firstFailure()));
    }

    private long sum(ToLongFunction<LoadResult> figure) {
        return results.stream().mapToLong(figure).sum();
    }

    private Duration longest(Function<LoadResult, Duration> figure) {
        return results.stream().map(figure).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** The ratio is unknown, since the workers do not report the echoes of each session. */
    private LoadResult.Fairness fairness() {
        List<Duration> waits = results.stream().map(LoadResult::firstEcho).filter(Objects::nonNull).toList();
        boolean servedIsKnown = !results.isEmpty()
                && results.stream().allMatch(result -> result.unservedSessions() != null);
        return new LoadResult.Fairness(null,
                servedIsKnown ? sum(result -> Objects.requireNonNull(result.unservedSessions())) : null,
                waits.size() < results.size() ? null : waits.stream().max(Duration::compareTo).orElse(null));
    }

    private Latencies latencies() {
        Latencies all = Latencies.empty();
        results.forEach(result -> all.add(result.latencies()));
        return all;
    }

    private LoadResult.Cost cost() {
        boolean heapIsKnown = !results.isEmpty()
                && results.stream().allMatch(result -> result.cost().liveHeapBytes() != null);
        return new LoadResult.Cost(Duration.ofNanos(sum(r -> r.cost().cpu().toNanos())),
                longest(r -> r.cost().metered()), cpus(), supply(), longest(r -> r.cost().stoodStill()),
                heapIsKnown ? sum(r -> r.cost().liveHeapBytes()) : null);
    }

    /** Returns how many CPUs the workers may use. Those of one machine share what it has. */
    private int cpus() {
        return workers.stream().filter(worker -> worker.result() != null)
                .collect(Collectors.groupingBy(WorkerPart::host)).values().stream().mapToInt(ResultMerger::cpus).sum();
    }

    private static int cpus(List<WorkerPart> ofOneMachine) {
        List<LoadResult.Cost> costs = ofOneMachine.stream().map(WorkerPart::result).filter(Objects::nonNull)
                .map(LoadResult::cost).toList();
        int all = costs.stream().mapToInt(LoadResult.Cost::cpus).sum();
        int machine = costs.stream().mapToInt(cost -> cost.supply().cpus()).max().orElse(0);
        return machine == 0 ? all : Math.min(all, machine);
    }

    /** Returns the worst that happened to a worker. */
    private CpuSupply supply() {
        return new CpuSupply(0, worst(CpuSupply::busy, Comparator.naturalOrder()),
                worst(CpuSupply::stolen, Comparator.naturalOrder()),
                worst(CpuSupply::quota, Comparator.comparing(CpuQuota::share)));
    }

    private <T> @Nullable T worst(Function<CpuSupply, @Nullable T> figure, Comparator<T> order) {
        return results.stream().map(result -> figure.apply(result.cost().supply())).filter(Objects::nonNull)
                .max(order).orElse(null);
    }

    private Map<Failure, Long> failures() {
        var all = new EnumMap<Failure, Long>(Failure.class);
        results.forEach(result -> result.failures().forEach((failure, count) -> all.merge(failure, count, Long::sum)));
        return all;
    }

    private @Nullable String firstFailure() {
        return workers.stream().filter(worker -> worker.result() != null && worker.result().firstFailure() != null)
                .map(worker -> "worker " + worker.name() + ": " + worker.result().firstFailure()).findFirst()
                .orElse(null);
    }
}
