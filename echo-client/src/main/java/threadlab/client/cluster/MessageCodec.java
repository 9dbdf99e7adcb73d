package threadlab.client.cluster;

import java.nio.BufferUnderflowException;
import java.util.LinkedHashMap;
import java.util.Map;
import threadlab.client.cluster.ClusterMessage.Assign;
import threadlab.client.cluster.ClusterMessage.Discover;
import threadlab.client.cluster.ClusterMessage.Done;
import threadlab.client.cluster.ClusterMessage.Failed;
import threadlab.client.cluster.ClusterMessage.Join;
import threadlab.client.cluster.ClusterMessage.Phase;
import threadlab.client.cluster.ClusterMessage.Ping;
import threadlab.client.cluster.ClusterMessage.Pong;
import threadlab.client.cluster.ClusterMessage.Progress;
import threadlab.client.cluster.ClusterMessage.Ready;
import threadlab.client.cluster.ClusterMessage.Result;
import threadlab.client.cluster.ClusterMessage.Start;
import threadlab.client.cluster.ClusterMessage.Stop;
import threadlab.client.cluster.ClusterMessage.VersionMismatch;
import threadlab.support.Preconditions;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** Translates messages into JSON objects of bounded size and back. Never reads serialized Java. */
final class MessageCodec {
    /** Twice the size of four histograms with a count in every bucket. */
    static final int MAX_BYTES = 2 << 20;

    /**
     * The field with the kind of a message. Its name, the kinds "Call" and "Refusal" and their fields are the same in
     * every protocol, so that processes of different versions can tell each other so.
     */
    private static final String KIND = "note";
    private static final String DISCOVER = "Call";
    private static final String VERSION_MISMATCH = "Refusal";
    private static final String VERSION = "lab";

    private static final JSON FORMAT = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private MessageCodec() {
    }

    static byte[] encode(ClusterMessage message) {
        var json = new LinkedHashMap<String, Object>();
        json.put(KIND, switch (message) {
            case Discover discover -> DISCOVER;
            case VersionMismatch mismatch -> VERSION_MISMATCH;
            default -> message.getClass().getSimpleName();
        });
        if (message instanceof ClusterMessage.RunMessage runMessage) {
            json.put("run", runMessage.run());
        }
        put(json, message);
        return FORMAT.asBytes(json);
    }

    private static void put(Map<String, Object> json, ClusterMessage message) {
        switch (message) {
            case Discover discover -> putVersion(json, discover.version(), discover.protocol());
            case Join join -> json.put("name", join.name());
            case VersionMismatch mismatch -> {
                json.put("name", mismatch.name());
                putVersion(json, mismatch.version(), mismatch.protocol());
            }
            case Assign assign -> json.put("plan", PlanJson.of(assign.plan()));
            case Failed failed -> json.put("reason", failed.reason());
            case Ping ping -> json.put("number", ping.number());
            case Pong pong -> {
                json.put("number", pong.number());
                json.put("clock", pong.clock());
            }
            case Start start -> json.put("at", start.at());
            case Progress progress -> {
                json.put("phase", progress.phase().name());
                json.put("echoesPerSecond", progress.echoesPerSecond());
                json.put("failures", progress.failures());
                json.put("latencies", HistogramText.of(progress.latencies()));
            }
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

    private static void putVersion(Map<String, Object> json, String version, int protocol) {
        json.put(VERSION, version);
        json.put("protocol", protocol);
    }

    /** @throws IllegalArgumentException if the bytes are not a valid message */
    static ClusterMessage decode(byte[] bytes) {
        Preconditions.checkRange("length of a message", bytes.length, 0, MAX_BYTES);
        try {
            Map<String, Object> json = FORMAT.mapFrom(bytes);
            Preconditions.check(json != null, "message", null, "an object");
            return decode(new Fields(json));
        } catch (JacksonException | ClassCastException | IndexOutOfBoundsException
                | BufferUnderflowException e) {
            throw new IllegalArgumentException("not a message: " + e.getMessage(), e);
        }
    }

    private static ClusterMessage decode(Fields json) {
        String kind = json.text(KIND);
        return switch (kind) {
            case DISCOVER -> new Discover(json.text(VERSION), json.integer("protocol"));
            case "Join" -> new Join(json.text("name"));
            case VERSION_MISMATCH -> new VersionMismatch(json.text("name"), json.text(VERSION),
                    json.integer("protocol"));
            default -> decode(kind, json.text("run"), json);
        };
    }

    private static ClusterMessage decode(String kind, String run, Fields json) {
        return switch (kind) {
            case "Assign" -> new Assign(run, PlanJson.plan(json.object("plan")));
            case "Failed" -> new Failed(run, json.text("reason"));
            case "Ready" -> new Ready(run);
            case "Ping" -> new Ping(run, json.number("number"));
            case "Pong" -> new Pong(run, json.number("number"), json.number("clock"));
            case "Start" -> new Start(run, json.number("at"));
            case "Progress" -> new Progress(run, Phase.valueOf(json.text("phase")), json.count("echoesPerSecond"),
                    json.count("failures"), HistogramText.latencies(json.object("latencies")));
            case "Stop" -> new Stop(run);
            case "Result" -> new Result(run, json.nanos("lateNanos"), ResultCodec.result(json.object("result")));
            case "Done" -> new Done(run);
            default -> throw new IllegalArgumentException("the message is of an unknown kind");
        };
    }
}
