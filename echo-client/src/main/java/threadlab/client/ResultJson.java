package threadlab.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import tools.jackson.jr.ob.JSON;

/** A result as JSON, schema {@code threadlab-load/2}; times in the unit that each name ends with. */
public final class ResultJson {
    private static final String SCHEMA = "threadlab-load/2";

    private ResultJson() {
    }

    public static String text(LoadResult result) {
        return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES).asString(map(result))
                + "\n";
    }

    static Map<String, Object> map(LoadResult result) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", SCHEMA);
        json.put("jdk", Runtime.version().toString());
        json.put("plan", plan(result.plan()));
        json.put("outcome", result.outcome().name());
        json.put("reasons", result.reasons());
        json.put("echoes", result.echoes());
        json.put("totalEchoes", result.totalEchoes());
        json.put("echoesPerSecond", result.echoesPerSecond());
        json.put("due", result.schedule().due());
        json.put("late", result.schedule().late());
        json.put("inTime", result.schedule().inTime());
        json.put("latencyMicros", result.echoes() == 0 ? null : latencies(result.latencies()));
        json.put("latencyFromSendMicros", result.echoes() == 0 ? null : latencies(result.latenciesFromSend()));
        json.put("cpuMicrosPerEcho", result.echoes() == 0 ? null : result.cpuMicrosPerEcho());
        json.put("cpuShare", result.cpuShare());
        var failures = new TreeMap<String, Long>();
        result.failures().forEach((failure, count) -> failures.put(failure.toString(), count));
        json.put("failures", failures);
        json.put("firstFailure", result.firstFailure());
        return json;
    }

    private static Map<String, Object> plan(LoadPlan plan) {
        var json = new LinkedHashMap<String, Object>();
        json.put("host", plan.host());
        json.put("port", plan.port());
        json.put("sessions", plan.sessions());
        json.put("minSizeBytes", plan.sizes().min());
        json.put("maxSizeBytes", plan.sizes().max());
        json.put("seed", plan.sizes().seed());
        switch (plan.pacing()) {
            case Pacing.Closed closed -> {
                json.put("loop", "closed");
                json.put("depth", closed.depth());
                json.put("thinkSeconds", seconds(closed.think()));
            }
            case Pacing.Open open -> {
                json.put("loop", "open");
                json.put("ratePerSecond", open.perSecond());
                json.put("arrival", open.arrival().toString());
                json.put("rampSeconds", seconds(open.ramp()));
            }
        }
        json.put("verified", plan.verify());
        json.put("warmupSeconds", seconds(plan.warmup()));
        json.put("durationSeconds", seconds(plan.duration()));
        return json;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Map<String, Double> latencies(Histogram nanos) {
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
