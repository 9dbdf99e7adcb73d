package threadlab.client.cluster;

import java.nio.BufferUnderflowException;
import java.util.LinkedHashMap;
import java.util.Map;
import threadlab.client.cluster.ClusterMessage.Assign;
import threadlab.client.cluster.ClusterMessage.Call;
import threadlab.client.cluster.ClusterMessage.Done;
import threadlab.client.cluster.ClusterMessage.Failed;
import threadlab.client.cluster.ClusterMessage.Here;
import threadlab.client.cluster.ClusterMessage.Phase;
import threadlab.client.cluster.ClusterMessage.Ping;
import threadlab.client.cluster.ClusterMessage.Pong;
import threadlab.client.cluster.ClusterMessage.Progress;
import threadlab.client.cluster.ClusterMessage.Ready;
import threadlab.client.cluster.ClusterMessage.Refusal;
import threadlab.client.cluster.ClusterMessage.Result;
import threadlab.client.cluster.ClusterMessage.Start;
import threadlab.client.cluster.ClusterMessage.Stop;
import threadlab.client.plan.Preconditions;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** Notes as bytes: JSON objects, bounded in size, each with its kind. Never serialized Java. Pure. */
final class MessageCodec {
    /** Four histograms with a count in every bucket take about half of it. */
    static final int MOST = 2 << 20;

    private static final JSON FORM = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private MessageCodec() {
    }

    static byte[] bytes(ClusterMessage note) {
        var json = new LinkedHashMap<String, Object>();
        json.put("note", note.getClass().getSimpleName());
        if (note instanceof ClusterMessage.OfRun ofRun) {
            json.put("run", ofRun.run());
        }
        put(json, note);
        return FORM.asBytes(json);
    }

    private static void put(Map<String, Object> json, ClusterMessage note) {
        switch (note) {
            case Call call -> version(json, call.lab(), call.protocol());
            case Here here -> json.put("name", here.name());
            case Refusal refusal -> {
                json.put("name", refusal.name());
                version(json, refusal.lab(), refusal.protocol());
            }
            case Assign assign -> json.put("part", PlanJson.of(assign.part()));
            case Failed failed -> json.put("reason", failed.reason());
            case Ping ping -> json.put("number", ping.number());
            case Pong pong -> {
                json.put("number", pong.number());
                json.put("clock", pong.clock());
            }
            case Start start -> json.put("at", start.at());
            case Progress progress -> put(json, progress);
            case Result result -> {
                json.put("lateNanos", result.late().toNanos());
                json.put("result", ResultCodec.of(result.result()));
            }
            case Ready ready -> {
            }
            case Stop stop -> {
            }
            case Done done -> {
            }
        }
    }

    private static void version(Map<String, Object> json, String lab, int protocol) {
        json.put("lab", lab);
        json.put("protocol", protocol);
    }

    private static void put(Map<String, Object> json, Progress progress) {
        json.put("phase", progress.phase().name());
        json.put("echoesPerSecond", progress.echoesPerSecond());
        json.put("failures", progress.failures());
        json.put("latencies", HistogramText.of(progress.latencies()));
    }

    /** @throws IllegalArgumentException if it is none, whatever it is */
    static ClusterMessage note(byte[] bytes) {
        Preconditions.check(bytes.length <= MOST, "note", bytes.length + " bytes long", "at most " + MOST);
        try {
            Map<String, Object> json = FORM.mapFrom(bytes);
            Preconditions.check(json != null, "note", "null", "an object");
            return note(new Fields(json));
        } catch (JacksonException | ClassCastException | IndexOutOfBoundsException
                | BufferUnderflowException e) {
            throw new IllegalArgumentException("no note: " + e.getMessage(), e);
        }
    }

    private static ClusterMessage note(Fields json) {
        String kind = json.text("note");
        return switch (kind) {
            case "Call" -> new Call(json.text("lab"), json.small("protocol"));
            case "Here" -> new Here(json.text("name"));
            case "Refusal" -> new Refusal(json.text("name"), json.text("lab"), json.small("protocol"));
            default -> ofRun(kind, json.text("run"), json);
        };
    }

    private static ClusterMessage ofRun(String kind, String run, Fields json) {
        return switch (kind) {
            case "Assign" -> new Assign(run, PlanJson.plan(json.inner("part")));
            case "Failed" -> new Failed(run, json.text("reason"));
            case "Ready" -> new Ready(run);
            case "Ping" -> new Ping(run, json.number("number"));
            case "Pong" -> new Pong(run, json.number("number"), json.number("clock"));
            case "Start" -> new Start(run, json.number("at"));
            case "Progress" -> new Progress(run, Phase.valueOf(json.text("phase")), json.count("echoesPerSecond"),
                    json.count("failures"), HistogramText.latencies(json.inner("latencies")));
            case "Stop" -> new Stop(run);
            case "Result" -> new Result(run, json.nanos("lateNanos"), ResultCodec.result(json.inner("result")));
            case "Done" -> new Done(run);
            default -> throw new IllegalArgumentException("note is of a kind that is not known");
        };
    }
}
