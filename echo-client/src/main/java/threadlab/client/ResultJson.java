package threadlab.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.jr.ob.JSON;

/** A result as JSON, schema {@code threadlab-load/1}; times in the unit that each name ends with. */
public final class ResultJson {
    private static final String SCHEMA = "threadlab-load/1";

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
        json.put("echoes", result.echoes());
        json.put("totalEchoes", result.totalEchoes());
        json.put("echoesPerSecond", result.echoesPerSecond());
        json.put("latencyMicros", latencies(result));
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
        json.put("sizeBytes", plan.size());
        json.put("warmupSeconds", plan.warmup().toNanos() / 1e9);
        json.put("durationSeconds", plan.duration().toNanos() / 1e9);
        return json;
    }

    /** Null where nothing was measured. */
    private static Map<String, Double> latencies(LoadResult result) {
        if (result.echoes() == 0) {
            return null;
        }
        var json = new LinkedHashMap<String, Double>();
        json.put("p50", result.latencyMicros(50));
        json.put("p90", result.latencyMicros(90));
        json.put("p99", result.latencyMicros(99));
        json.put("p999", result.latencyMicros(99.9));
        json.put("p9999", result.latencyMicros(99.99));
        json.put("max", result.maxLatencyMicros());
        return json;
    }
}
