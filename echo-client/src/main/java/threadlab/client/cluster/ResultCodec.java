package threadlab.client.cluster;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import threadlab.client.result.LoadResult;
import threadlab.client.verify.Failure;
import threadlab.support.CpuQuota;
import threadlab.support.CpuSupply;
import threadlab.support.EnumNames;

/** Translates a worker's result into JSON, without loss, and back. */
final class ResultCodec {
    private ResultCodec() {
    }

    static Map<String, Object> of(LoadResult result) {
        var json = new LinkedHashMap<String, Object>();
        json.put("plan", PlanJson.of(result.plan()));
        json.put("warmupNanos", result.warmup().toNanos());
        json.put("measuredNanos", result.measured().toNanos());
        json.put("stopped", result.stopped());
        json.put("due", result.messages().due());
        json.put("late", result.messages().late());
        json.put("inTime", result.messages().inTime());
        json.put("echoes", result.echoes());
        json.put("totalEchoes", result.totalEchoes());
        sessions(json, result);
        json.put("latencies", HistogramText.of(result.latencies()));
        json.put("cpuNanos", result.cost().cpu().toNanos());
        json.put("meteredNanos", result.cost().metered().toNanos());
        json.put("cpus", result.cost().cpus());
        supply(json, result.cost().supply());
        json.put("stoodStillNanos", result.cost().stoodStill().toNanos());
        json.put("liveHeapBytes", result.cost().liveHeapBytes());
        return json;
    }

    private static void supply(Map<String, Object> json, CpuSupply supply) {
        json.put("machineCpus", supply.cpus());
        json.put("busy", supply.busy());
        json.put("stolen", supply.stolen());
        CpuQuota quota = supply.quota();
        json.put("quotaPeriods", quota == null ? null : quota.periods());
        json.put("throttled", quota == null ? 0 : quota.throttled());
        json.put("throttledNanos", quota == null ? 0 : quota.waited().toNanos());
    }

    private static CpuSupply supply(Fields json) {
        Long periods = json.orNull("quotaPeriods", json::count);
        return new CpuSupply(json.integer("machineCpus"), json.orNull("busy", json::decimal),
                json.orNull("stolen", json::decimal),
                periods == null ? null : new CpuQuota(periods, json.count("throttled"), json.nanos("throttledNanos")));
    }

    private static void sessions(Map<String, Object> json, LoadResult result) {
        json.put("replaced", result.replaced());
        json.put("probes", result.probes().opened());
        json.put("unservedProbes", result.probes().unserved());
        json.put("fairness", result.fairness());
        json.put("unservedSessions", result.unservedSessions());
        json.put("firstEchoNanos", result.firstEcho() == null ? null : result.firstEcho().toNanos());
        var failures = new LinkedHashMap<String, Long>();
        result.failures().forEach((failure, count) -> failures.put(failure.toString(), count));
        json.put("failures", failures);
        json.put("firstFailure", result.firstFailure());
    }

    static LoadResult result(Fields json) {
        var timing = new LoadResult.Timing(json.nanos("warmupNanos"), json.nanos("measuredNanos"),
                json.flag("stopped"));
        var messages = new LoadResult.Messages(json.count("due"), json.count("late"), json.count("inTime"),
                json.count("echoes"), json.count("totalEchoes"));
        var cost = new LoadResult.Cost(json.nanos("cpuNanos"), json.nanos("meteredNanos"), json.integer("cpus"),
                supply(json), json.nanos("stoodStillNanos"), json.orNull("liveHeapBytes", json::number));
        return new LoadResult(PlanJson.plan(json.object("plan")), timing, messages, sessions(json),
                HistogramText.latencies(json.object("latencies")), cost);
    }

    private static LoadResult.Sessions sessions(Fields json) {
        var probes = new LoadResult.Probes(json.count("probes"), json.count("unservedProbes"));
        var fairness = new LoadResult.Fairness(json.orNull("fairness", json::decimal),
                json.orNull("unservedSessions", json::count),
                json.orNull("firstEchoNanos", json::nanos));
        var failures = new LoadResult.Failures(failures(json.object("failures")),
                json.orNull("firstFailure", json::text));
        return new LoadResult.Sessions(json.count("replaced"), probes, fairness, failures);
    }

    private static Map<Failure, Long> failures(Fields json) {
        var failures = new EnumMap<Failure, Long>(Failure.class);
        for (String name : json.values().keySet()) {
            failures.put(EnumNames.parse(Failure.class, name), json.count(name));
        }
        return failures;
    }
}
