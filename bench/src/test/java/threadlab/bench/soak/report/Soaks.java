package threadlab.bench.soak.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import threadlab.bench.soak.clients.MisbehavingReport;
import threadlab.bench.soak.clients.SoakLoadReport;
import threadlab.bench.soak.clients.VerifiedLoadReport;
import threadlab.bench.soak.drift.EndReasonBalance;
import threadlab.bench.soak.plan.SoakPlan;
import threadlab.bench.soak.sampling.Residual;
import threadlab.bench.soak.sampling.Resource;
import threadlab.bench.soak.sampling.Sample;
import threadlab.server.ThreadModel;

/** Soaks that never ran: samples of ten minutes, one each 5 s, of a server that is as it should be. */
public final class Soaks {
    public static final double TOLERANCE = 0.02;
    public static final double MEBIBYTE = 1 << 20;

    private Soaks() {
    }

    /** What is added to a resource, by the minutes since the load began. */
    public interface Plant {
        double at(Resource resource, double minutes);
    }

    public static List<Sample> steady(long seed, Plant plant) {
        var random = new Random(seed);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 108; i++) {
            samples.add(sample(random, 60 + 5 * i, Sample.STEADY, plant));
        }
        return samples;
    }

    private static Sample sample(Random random, double seconds, String phase, Plant plant) {
        double minutes = seconds / 60;
        long sessions = Math.round(125 + 2 * random.nextGaussian());
        return new Sample(seconds, phase, whole(Resource.DESCRIPTORS, 62 + sessions, minutes, plant).intValue(),
                whole(Resource.THREADS, 25, minutes, plant).intValue(),
                whole(Resource.SESSIONS, sessions, minutes, plant).intValue(),
                whole(Resource.VIRTUAL_THREADS, 7 + sessions, minutes, plant),
                whole(Resource.LIVE_HEAP, 3.5 * MEBIBYTE + 10_000 * random.nextGaussian(), minutes, plant),
                whole(Resource.DIRECT_MEMORY, 32_768, minutes, plant),
                whole(Resource.RESIDENT_MEMORY, 200 * MEBIBYTE + 300_000 * random.nextGaussian(), minutes, plant), 1.0,
                1000, Map.of(), 0, 1000, 1000);
    }

    private static Long whole(Resource resource, double value, double minutes, Plant plant) {
        return (long) Math.floor(value + plant.at(resource, minutes));
    }

    public static SoakPlan plan() {
        return SoakPlan.of(ThreadModel.VIRTUAL_TUNED, Duration.ofMinutes(10), null, TOLERANCE, 1);
    }

    public static final SoakLoadReport HONEST = new SoakLoadReport(
            List.of(new VerifiedLoadReport("churn", 100, 5000, 400, 900, Map.of(), null, List.of())),
            List.of(new MisbehavingReport("resets", 30, Map.of("reset", 30L), 0, 0, null)));

    /** Of a run in which all went well. */
    public static SoakFindings findings(List<Sample> samples) {
        return new SoakFindings(false, samples, HONEST, List.of(new Residual("open descriptors", 62L, 62L)),
                List.of(new EndReasonBalance("end-of-stream", 100, 100), new EndReasonBalance("reset", 30, 30)),
                List.of(), 0.1, 0.1);
    }

    public static Soak judged(SoakFindings findings) {
        return Soak.of(new Soak.Origin("./lab soak", "2026-11-25T00:00:00Z", 620, null, List.of("java")), plan(),
                findings);
    }
}
