package threadlab.client.cluster;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import threadlab.client.Extent;
import threadlab.client.LoadPlan;
import threadlab.client.Pacing;
import threadlab.client.ResultJson;
import threadlab.client.Route;
import threadlab.client.Shape;
import threadlab.client.Sizes;

/** A plan as JSON, with the fields of {@link ResultJson}, and back. Pure. */
final class PlanJson {
    private PlanJson() {
    }

    static Map<String, Object> of(LoadPlan plan) {
        Map<String, Object> json = ResultJson.plan(plan);
        if (plan.pacing() instanceof Pacing.Open open) {
            json.put("firstTurn", open.turns().first());
            json.put("turnStep", open.turns().step());
            json.put("turns", open.turns().of());
        }
        return json;
    }

    /** @throws IllegalArgumentException if it is no valid plan */
    static LoadPlan plan(Fields json) {
        var route = new Route(json.text("host"), json.small("port"), json.texts("sources"));
        var shape = new Shape(json.small("sessions"), json.real("connectRatePerSecond"), json.small("idleSessions"),
                json.real("churnPerSecond"), json.real("newcomersPerSecond"));
        var sizes = new Sizes(json.small("minSizeBytes"), json.small("maxSizeBytes"), json.number("seed"));
        return new LoadPlan(route, shape, sizes, pacing(json), json.flag("verified"), extent(json));
    }

    private static Pacing pacing(Fields json) {
        return switch (json.text("loop")) {
            case "closed" -> new Pacing.Closed(json.small("depth"), json.seconds("thinkSeconds"));
            case "open" -> new Pacing.Open(json.real("ratePerSecond"),
                    Pacing.Arrival.valueOf(json.text("arrival").toUpperCase(Locale.ROOT)),
                    json.seconds("rampSeconds"), json.small("depth"),
                    new Pacing.Turns(json.small("firstTurn"), json.small("turnStep"), json.small("turns")));
            default -> throw new IllegalArgumentException("loop is another one, allowed: closed or open");
        };
    }

    private static Extent extent(Fields json) {
        Duration warmup = json.seconds("warmupSeconds");
        Long echoes = json.orNull("echoes", json::count);
        return echoes == null
                ? Extent.ofTime(warmup, json.seconds("durationSeconds"))
                : Extent.ofEchoes(warmup, echoes);
    }
}
