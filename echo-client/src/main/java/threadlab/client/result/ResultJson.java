package threadlab.client.result;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.support.AddressFormat;
import threadlab.support.CpuQuota;
import tools.jackson.jr.ob.JSON;

/** A result as JSON. The schema is described in docs/load-json.md; the names of fields have their units. */
public final class ResultJson {
    private static final String SCHEMA = "threadlab-load/6";

    private ResultJson() {
    }

    /** @param missed the thresholds that were not met */
    public static String text(LoadResult result, List<String> missed, Instant startedAt) {
        return text(map(result, missed, startedAt));
    }

    /** Returns fields as the text of a file. */
    public static String text(Map<String, Object> fields) {
        return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES).asString(fields)
                + "\n";
    }

    /** Returns the fields of that text. */
    public static Map<String, Object> map(LoadResult result, List<String> missed, Instant startedAt) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", SCHEMA);
        json.put("startedAt", startedAt.toString());
        json.put("environment", environment());
        json.put("plan", plan(result.plan()));
        json.put("outcome", result.outcome().name());
        json.put("reasons", result.reasons());
        json.put("notes", result.notes());
        json.put("missedThresholds", missed);
        json.put("stopped", result.stopped());
        json.put("warmupSeconds", seconds(result.warmup()));
        json.put("measuredSeconds", seconds(result.measured()));
        json.put("echoes", result.echoes());
        json.put("totalEchoes", result.totalEchoes());
        json.put("echoesPerSecond", result.echoesPerSecond());
        json.put("due", result.messages().due());
        json.put("late", result.messages().late());
        json.put("inTime", result.messages().inTime());
        json.put("responseTimeMicros", percentiles(result.latencies().responseTime()));
        json.put("serviceTimeMicros", percentiles(result.latencies().serviceTime()));
        json.put("sendDelayMicros", percentiles(result.latencies().sendDelay()));
        json.put("fairness", result.fairness());
        json.put("unservedSessions", result.unservedSessions());
        json.put("firstEchoMillis", result.firstEcho() == null ? null : result.firstEcho().toNanos() / 1e6);
        json.put("probeSessions", result.probes().opened());
        json.put("probeSessionsUnserved", result.probes().unserved());
        json.put("probeWaitMicros", percentiles(result.latencies().probeWait()));
        json.put("replacedSessions", result.replaced());
        json.put("cpuMicrosPerEcho", result.echoes() == 0 ? null : result.cpuMicrosPerEcho());
        json.put("cpusBusy", result.cpusBusy());
        json.put("stolenShare", result.cost().supply().stolen());
        json.put("machineBusyShare", result.cost().supply().busy());
        CpuQuota quota = result.cost().supply().quota();
        json.put("quotaPeriods", quota == null ? null : quota.periods());
        json.put("throttledPeriods", quota == null ? null : quota.throttled());
        json.put("throttledSeconds", quota == null ? null : seconds(quota.waited()));
        json.put("stoodStillSeconds", seconds(result.cost().stoodStill()));
        json.put("liveHeapBytes", result.cost().liveHeapBytes());
        var failures = new TreeMap<String, Long>();
        result.failures().forEach((failure, count) -> failures.put(failure.toString(), count));
        json.put("failures", failures);
        json.put("firstFailure", result.firstFailure());
        json.put("workers", result.workers().stream().map(ResultJson::worker).toList());
        return json;
    }

    private static Map<String, Object> worker(WorkerPart worker) {
        LoadResult result = worker.result();
        var json = new LinkedHashMap<String, Object>();
        json.put("name", worker.name());
        json.put("server", AddressFormat.format(worker.plan().target().host(), worker.plan().target().port()));
        json.put("sessions", worker.plan().profile().sessions());
        json.put("idleSessions", worker.plan().profile().idleSessions());
        json.put("lost", worker.lost());
        json.put("startBoundMicros", worker.startBound() == null ? null : worker.startBound().toNanos() / 1e3);
        json.put("outcome", result == null ? null : result.outcome().name());
        json.put("reasons", worker.reasons());
        json.put("measuredSeconds", result == null ? null : seconds(result.measured()));
        json.put("echoes", result == null ? null : result.echoes());
        json.put("totalEchoes", result == null ? null : result.totalEchoes());
        json.put("echoesPerSecond", result == null ? null : result.echoesPerSecond());
        json.put("responseTimeMicros", result == null ? null : percentiles(result.latencies().responseTime()));
        json.put("fairness", result == null ? null : result.fairness());
        json.put("cpusBusy", result == null ? null : result.cpusBusy());
        json.put("liveHeapBytes", result == null ? null : result.cost().liveHeapBytes());
        return json;
    }

    /** Returns the object under {@code environment}. */
    public static Map<String, Object> environment() {
        Environment here = Environment.here();
        var json = new LinkedHashMap<String, Object>();
        json.put("jdk", here.jdk());
        json.put("javaHome", here.javaHome());
        json.put("os", here.os());
        json.put("cpus", here.cpus());
        json.put("cpuModel", here.cpuModel());
        json.put("memoryBytes", here.memoryBytes());
        json.put("maxDescriptors", here.maxDescriptors());
        return json;
    }

    /** Returns the object under {@code plan}. */
    public static Map<String, Object> plan(LoadPlan plan) {
        var json = new LinkedHashMap<String, Object>();
        json.put("host", plan.target().host());
        json.put("port", plan.target().port());
        json.put("sources", plan.target().sources());
        json.put("tls", plan.target().tls() != null);
        json.put("sessions", plan.profile().sessions());
        json.put("connectRatePerSecond", plan.profile().connectRate());
        json.put("idleSessions", plan.profile().idleSessions());
        json.put("churnPerSecond", plan.profile().churn());
        json.put("probeSessionsPerSecond", plan.profile().probeRate());
        json.put("minSizeBytes", plan.sizes().min());
        json.put("maxSizeBytes", plan.sizes().max());
        json.put("seed", plan.sizes().seed());
        json.put("depth", plan.loadModel().depth());
        switch (plan.loadModel()) {
            case LoadModel.Closed closed -> {
                json.put("loadModel", "closed");
                json.put("thinkTimeSeconds", seconds(closed.thinkTime()));
            }
            case LoadModel.Open open -> {
                json.put("loadModel", "open");
                json.put("ratePerSecond", open.rate());
                json.put("arrival", open.arrival().toString());
                json.put("rampSeconds", seconds(open.ramp()));
            }
        }
        json.put("verified", plan.verify());
        json.put("warmupSeconds", seconds(plan.limit().warmup()));
        json.put("durationSeconds", plan.limit().isCounted() ? null : seconds(plan.limit().duration()));
        json.put("echoes", plan.limit().isCounted() ? plan.limit().echoes() : null);
        return json;
    }

    private static double seconds(Duration duration) {
        return LoadResult.seconds(duration);
    }

    /** Returns percentiles in microseconds, and how many values are off the scale; null if nothing was recorded. */
    private static @Nullable Map<String, Number> percentiles(Histogram nanos) {
        if (nanos.getTotalCount() == 0) {
            return null;
        }
        var json = new LinkedHashMap<String, Number>();
        json.put("p50", Latencies.nanos(nanos, 50) / 1e3);
        json.put("p90", Latencies.nanos(nanos, 90) / 1e3);
        json.put("p99", Latencies.nanos(nanos, 99) / 1e3);
        json.put("p999", Latencies.nanos(nanos, 99.9) / 1e3);
        json.put("p9999", Latencies.nanos(nanos, 99.99) / 1e3);
        json.put("max", Latencies.nanos(nanos, 100) / 1e3);
        json.put("minuteOrMore", nanos.getCountAtValue(Latencies.HIGHEST));
        return json;
    }
}
