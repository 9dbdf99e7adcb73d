package threadlab.client.capacity;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadResult.Outcome;
import threadlab.client.result.ResultJson;
import threadlab.client.result.ResultText;
import threadlab.support.Counted;
import threadlab.support.PrintableText;

/**
 * What a search has found, for people and for programs.
 *
 * @param plan of the step at the rate that is reported
 */
public record CapacityReport(Capacity capacity, LatencyBound bound, LoadPlan plan) {
    private static final String SCHEMA = "threadlab-capacity/1";

    /** OK: the rate is found. DEGRADED: the server holds that, and perhaps more. FAILED: it held no rate. */
    public Outcome outcome() {
        if (capacity.held().isEmpty()) {
            return Outcome.FAILED;
        }
        return capacity.rate().isPresent() ? Outcome.OK : Outcome.DEGRADED;
    }

    /** Returns the result in one line. */
    public String text() {
        return outcome() + ": " + (capacity.stopped() ? "stopped early: " : "") + capacity.held().map(this::held)
                .orElseGet(() -> capacity.notHeld().map(this::nothing).orElse("no rate was measured")) + "\n";
    }

    private String held(RateStep step) {
        return (capacity.rate().isPresent() ? "" : "at least ") + ResultText.rate(step.ratePerSecond())
                + " messages a second with " + bound.inSentence()
                + capacity.notHeld().map(this::above).orElse("; a higher rate was not measured") + sessions();
    }

    private String sessions() {
        int sessions = plan.profile().sessions();
        return capacity.maySessionsBeLimit(sessions)
                ? "; more than " + Counted.of(sessions, "session") + " might carry more"
                : "";
    }

    private String above(RateStep step) {
        return "; not " + ResultText.rate(step.ratePerSecond()) + ", where " + reason(step)
                + (capacity.loadWasLimit() ? ", and the load had no CPU left: it was the limit" : "");
    }

    private String nothing(RateStep step) {
        return "not even " + ResultText.rate(step.ratePerSecond()) + " messages a second with " + bound.inSentence()
                + ": " + reason(step);
    }

    /** Returns a step in one line. */
    public static String text(RateStep step) {
        return ResultText.rate(step.ratePerSecond()) + " a second: " + (step.holds() ? "held" : reason(step))
                + String.format(Locale.ROOT, " (p50 %.3f ms, p99 %.3f ms)", step.p50Micros() / 1e3,
                        step.p99Micros() / 1e3);
    }

    private static String reason(RateStep step) {
        return PrintableText.of(String.valueOf(step.reason()));
    }

    /** Returns what {@code --json} writes. docs/find-rate-json.md describes it. */
    public Map<String, Object> map(Instant startedAt) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", SCHEMA);
        json.put("startedAt", startedAt.toString());
        json.put("environment", ResultJson.environment());
        json.put("plan", ResultJson.plan(plan));
        json.put("bound", bound.toString());
        json.put("outcome", outcome().name());
        json.put("stopped", capacity.stopped());
        json.put("loadWasLimit", capacity.loadWasLimit());
        json.put("heldPerSecond", capacity.held().map(RateStep::ratePerSecond).orElse(null));
        json.put("notHeldPerSecond", capacity.notHeld().map(RateStep::ratePerSecond).orElse(null));
        json.put("steps", capacity.steps().stream().map(CapacityReport::step).toList());
        return json;
    }

    private static Map<String, Object> step(RateStep step) {
        var json = new LinkedHashMap<String, Object>();
        json.put("ratePerSecond", step.ratePerSecond());
        json.put("achievedPerSecond", step.achievedPerSecond());
        json.put("p50Micros", step.p50Micros());
        json.put("p99Micros", step.p99Micros());
        json.put("boundedMicros", step.boundedMicros());
        json.put("holds", step.holds());
        json.put("loadWasLimit", step.loadWasLimit());
        json.put("reason", step.reason());
        return json;
    }
}
