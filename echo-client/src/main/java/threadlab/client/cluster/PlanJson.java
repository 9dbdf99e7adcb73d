package threadlab.client.cluster;

import java.time.Duration;
import java.util.Map;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.result.ResultJson;
import threadlab.client.verify.MessageSizes;
import threadlab.support.EnumNames;

/** Translates a plan into JSON, with the fields of {@link ResultJson}, and back. */
final class PlanJson {
    private PlanJson() {
    }

    static Map<String, Object> of(LoadPlan plan) {
        Map<String, Object> json = ResultJson.plan(plan);
        if (plan.loadModel() instanceof LoadModel.Open open) {
            json.put("sliceFirst", open.slice().first());
            json.put("sliceStep", open.slice().step());
            json.put("sliceTotal", open.slice().total());
        }
        return json;
    }

    /** @throws IllegalArgumentException if the plan is not valid */
    static LoadPlan plan(Fields json) {
        var target = new Target(json.text("host"), json.integer("port"), json.texts("sources"));
        var profile = new ConnectionProfile(json.integer("sessions"), json.decimal("connectRatePerSecond"),
                json.integer("idleSessions"),
                json.decimal("churnPerSecond"), json.decimal("probeSessionsPerSecond"));
        var sizes = new MessageSizes(json.integer("minSizeBytes"), json.integer("maxSizeBytes"), json.number("seed"));
        return new LoadPlan(target, profile, sizes, loadModel(json), json.flag("verified"), limit(json));
    }

    private static LoadModel loadModel(Fields json) {
        return switch (json.text("loadModel")) {
            case "closed" -> new LoadModel.Closed(json.integer("depth"), json.seconds("thinkTimeSeconds"));
            case "open" -> new LoadModel.Open(json.decimal("ratePerSecond"),
                    EnumNames.parse(LoadModel.Arrival.class, json.text("arrival")),
                    json.seconds("rampSeconds"), json.integer("depth"),
                    new LoadModel.ScheduleSlice(json.integer("sliceFirst"), json.integer("sliceStep"),
                            json.integer("sliceTotal")));
            default -> throw new IllegalArgumentException("loadModel is unknown, allowed: closed or open");
        };
    }

    private static RunLimit limit(Fields json) {
        Duration warmup = json.seconds("warmupSeconds");
        Long echoes = json.orNull("echoes", json::count);
        return echoes == null
                ? RunLimit.ofTime(warmup, json.seconds("durationSeconds"))
                : RunLimit.ofEchoes(warmup, echoes);
    }
}
