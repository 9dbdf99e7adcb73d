package threadlab.client.cluster;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import threadlab.client.result.LoadResult;
import threadlab.client.verify.Failure;

/** A worker's result as JSON, nothing rounded, and back. Pure. */
final class ResultCodec {
    private ResultCodec() {
    }

    static Map<String, Object> of(LoadResult result) {
        var json = new LinkedHashMap<String, Object>();
        json.put("plan", PlanJson.of(result.plan()));
        json.put("warmupNanos", result.warmup().toNanos());
        json.put("measuredNanos", result.measured().toNanos());
        json.put("stopped", result.stopped());
        json.put("echoes", result.echoes());
        json.put("totalEchoes", result.totalEchoes());
        json.put("due", result.schedule().due());
        json.put("late", result.schedule().late());
        json.put("inTime", result.schedule().inTime());
        json.put("newcomers", result.newcomers().came());
        json.put("unserved", result.newcomers().unserved());
        json.put("replaced", result.replaced());
        json.put("fairness", result.fairness());
        json.put("firstEchoNanos", result.firstEcho() == null ? null : result.firstEcho().toNanos());
        json.put("latencies", HistogramText.of(result.latencies()));
        cost(json, result.cost());
        var failures = new LinkedHashMap<String, Long>();
        result.failures().forEach((failure, count) -> failures.put(failure.toString(), count));
        json.put("failures", failures);
        json.put("firstFailure", result.firstFailure());
        return json;
    }

    private static void cost(Map<String, Object> json, LoadResult.Cost cost) {
        json.put("cpuNanos", cost.cpu().toNanos());
        json.put("meteredNanos", cost.metered().toNanos());
        json.put("cpus", cost.cpus());
        json.put("stolen", cost.stolen());
        json.put("liveHeapBytes", cost.liveHeapBytes());
    }

    static LoadResult result(Fields json) {
        var schedule = new LoadResult.Schedule(json.count("due"), json.count("late"), json.count("inTime"));
        var newcomers = new LoadResult.Newcomers(json.count("newcomers"), json.count("unserved"));
        Duration firstEcho = json.orNull("firstEchoNanos", json::nanos);
        var evenness = new LoadResult.Evenness(json.orNull("fairness", json::real), firstEcho);
        var cost = new LoadResult.Cost(json.nanos("cpuNanos"), json.nanos("meteredNanos"), json.small("cpus"),
                json.orNull("stolen", json::real), json.orNull("liveHeapBytes", json::number));
        return new LoadResult(PlanJson.plan(json.inner("plan")), json.nanos("warmupNanos"), json.nanos("measuredNanos"),
                json.flag("stopped"), json.count("echoes"), json.count("totalEchoes"), schedule, newcomers,
                json.count("replaced"), evenness, HistogramText.latencies(json.inner("latencies")), cost,
                failures(json.inner("failures")), json.orNull("firstFailure", json::text));
    }

    private static Map<Failure, Long> failures(Fields json) {
        var failures = new EnumMap<Failure, Long>(Failure.class);
        for (String name : json.values().keySet()) {
            failures.put(Failure.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')), json.count(name));
        }
        return failures;
    }
}
