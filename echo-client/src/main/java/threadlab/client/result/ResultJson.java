package threadlab.client.result;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import tools.jackson.jr.ob.JSON;

/** A result as JSON, schema {@code threadlab-load/5}, which docs/load-json.md describes; units are in the names. */
public final class ResultJson {
    private static final String SCHEMA = "threadlab-load/5";

    private ResultJson() {
    }

    /** @param missed what was asked of the run and not held */
    public static String text(LoadResult result, List<String> missed, Instant startedAt) {
        return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
                .asString(map(result, missed, startedAt)) + "\n";
    }

    public static Map<String, Object> map(LoadResult result, List<String> missed, Instant startedAt) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", SCHEMA);
        json.put("startedAt", startedAt.toString());
        json.put("environment", environment());
        json.put("plan", plan(result.plan()));
        json.put("outcome", result.outcome().name());
        json.put("reasons", result.reasons());
        json.put("notes", result.notes());
        json.put("missed", missed);
        json.put("stopped", result.stopped());
        json.put("warmupSeconds", seconds(result.warmup()));
        json.put("measuredSeconds", seconds(result.measured()));
        json.put("echoes", result.echoes());
        json.put("totalEchoes", result.totalEchoes());
        json.put("echoesPerSecond", result.echoesPerSecond());
        json.put("due", result.schedule().due());
        json.put("late", result.schedule().late());
        json.put("inTime", result.schedule().inTime());
        json.put("latencyMicros", quantiles(result.latencies().whenDue()));
        json.put("latencyFromSendMicros", quantiles(result.latencies().whenSent()));
        json.put("latenessMicros", quantiles(result.latencies().lateness()));
        json.put("fairness", result.fairness());
        json.put("firstEchoMillis", result.firstEcho() == null ? null : result.firstEcho().toNanos() / 1e6);
        json.put("newcomers", result.newcomers().came());
        json.put("newcomersUnserved", result.newcomers().unserved());
        json.put("newcomerWaitMicros", quantiles(result.latencies().waits()));
        json.put("replaced", result.replaced());
        json.put("cpuMicrosPerEcho", result.echoes() == 0 ? null : result.cpuMicrosPerEcho());
        json.put("cpuShare", result.cpuShare());
        json.put("stolenShare", result.cost().stolen());
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
        json.put("server", worker.part().route().host() + ":" + worker.part().route().port());
        json.put("sessions", worker.part().shape().sessions());
        json.put("idleSessions", worker.part().shape().idle());
        json.put("lost", worker.lost());
        json.put("startBoundMicros", worker.startBound() == null ? null : worker.startBound().toNanos() / 1e3);
        json.put("outcome", result == null ? null : result.outcome().name());
        json.put("reasons", worker.reasons());
        json.put("measuredSeconds", result == null ? null : seconds(result.measured()));
        json.put("echoes", result == null ? null : result.echoes());
        json.put("totalEchoes", result == null ? null : result.totalEchoes());
        json.put("echoesPerSecond", result == null ? null : result.echoesPerSecond());
        json.put("latencyMicros", result == null ? null : quantiles(result.latencies().whenDue()));
        json.put("fairness", result == null ? null : result.fairness());
        json.put("cpuShare", result == null ? null : result.cpuShare());
        json.put("liveHeapBytes", result == null ? null : result.cost().liveHeapBytes());
        return json;
    }

    private static Map<String, Object> environment() {
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

    /** Of the plan alone, as under {@code plan}. */
    public static Map<String, Object> plan(LoadPlan plan) {
        var json = new LinkedHashMap<String, Object>();
        json.put("host", plan.route().host());
        json.put("port", plan.route().port());
        json.put("sources", plan.route().sources());
        json.put("tls", plan.route().tls() != null);
        json.put("sessions", plan.shape().sessions());
        json.put("connectRatePerSecond", plan.shape().connectRate());
        json.put("idleSessions", plan.shape().idle());
        json.put("churnPerSecond", plan.shape().churn());
        json.put("newcomersPerSecond", plan.shape().newcomers());
        json.put("minSizeBytes", plan.sizes().min());
        json.put("maxSizeBytes", plan.sizes().max());
        json.put("seed", plan.sizes().seed());
        json.put("depth", plan.pacing().depth());
        switch (plan.pacing()) {
            case LoadModel.Closed closed -> {
                json.put("loop", "closed");
                json.put("thinkSeconds", seconds(closed.think()));
            }
            case LoadModel.Open open -> {
                json.put("loop", "open");
                json.put("ratePerSecond", open.perSecond());
                json.put("arrival", open.arrival().toString());
                json.put("rampSeconds", seconds(open.ramp()));
            }
        }
        json.put("verified", plan.verify());
        json.put("warmupSeconds", seconds(plan.extent().warmup()));
        json.put("durationSeconds", plan.extent().isCounted() ? null : seconds(plan.extent().duration()));
        json.put("echoes", plan.extent().isCounted() ? plan.extent().echoes() : null);
        return json;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** In microseconds; null of nothing. */
    private static Map<String, Double> quantiles(Histogram nanos) {
        if (nanos.getTotalCount() == 0) {
            return null;
        }
        var json = new LinkedHashMap<String, Double>();
        json.put("p50", nanos.getValueAtPercentile(50) / 1e3);
        json.put("p90", nanos.getValueAtPercentile(90) / 1e3);
        json.put("p99", nanos.getValueAtPercentile(99) / 1e3);
        json.put("p999", nanos.getValueAtPercentile(99.9) / 1e3);
        json.put("p9999", nanos.getValueAtPercentile(99.99) / 1e3);
        json.put("max", nanos.getMaxValue() / 1e3);
        return json;
    }
}
