package threadlab.client.cluster;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.result.ResultJson;
import threadlab.client.verify.MessageSizes;

/** A plan as JSON, with the fields of {@link ResultJson}, and back. Pure. */
final class PlanJson {
    private PlanJson() {
    }

    static Map<String, Object> of(LoadPlan plan) {
        Map<String, Object> json = ResultJson.plan(plan);
        if (plan.pacing() instanceof LoadModel.Open open) {
            json.put("firstTurn", open.turns().first());
            json.put("turnStep", open.turns().step());
            json.put("turns", open.turns().of());
        }
        return json;
    }

    /** @throws IllegalArgumentException if it is no valid plan */
    static LoadPlan plan(Fields json) {
        var route = new Target(json.text("host"), json.small("port"), json.texts("sources"));
        var shape = new ConnectionProfile(json.small("sessions"), json.real("connectRatePerSecond"),
                json.small("idleSessions"),
                json.real("churnPerSecond"), json.real("newcomersPerSecond"));
        var sizes = new MessageSizes(json.small("minSizeBytes"), json.small("maxSizeBytes"), json.number("seed"));
        return new LoadPlan(route, shape, sizes, pacing(json), json.flag("verified"), extent(json));
    }

    private static LoadModel pacing(Fields json) {
        return switch (json.text("loop")) {
            case "closed" -> new LoadModel.Closed(json.small("depth"), json.seconds("thinkSeconds"));
            case "open" -> new LoadModel.Open(json.real("ratePerSecond"),
                    LoadModel.Arrival.valueOf(json.text("arrival").toUpperCase(Locale.ROOT)),
                    json.seconds("rampSeconds"), json.small("depth"),
                    new LoadModel.Turns(json.small("firstTurn"), json.small("turnStep"), json.small("turns")));
            default -> throw new IllegalArgumentException("loop is another one, allowed: closed or open");
        };
    }

    private static RunLimit extent(Fields json) {
        Duration warmup = json.seconds("warmupSeconds");
        Long echoes = json.orNull("echoes", json::count);
        return echoes == null
                ? RunLimit.ofTime(warmup, json.seconds("durationSeconds"))
                : RunLimit.ofEchoes(warmup, echoes);
    }
}
