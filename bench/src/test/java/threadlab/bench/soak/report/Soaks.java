package threadlab.bench.soak.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import threadlab.bench.soak.clients.MisbehavingReport;
import threadlab.bench.soak.clients.SoakLoadReport;
import threadlab.bench.soak.clients.SoakPlan;
import threadlab.bench.soak.clients.VerifiedLoadReport;
import threadlab.bench.soak.report.SoakObservations.CpuShare;
import threadlab.bench.soak.sampling.Residual;
import threadlab.bench.soak.sampling.Resource;
import threadlab.bench.soak.sampling.Sample;
import threadlab.bench.soak.sampling.Sample.OsReading;
import threadlab.bench.soak.sampling.ServerReport;
import threadlab.bench.soak.sampling.ServerReport.JvmReading;
import threadlab.server.ThreadModel;

/** Simulated soaks of ten minutes, with a sample each 5 s. */
public final class Soaks {
    public static final double TOLERANCE = 0.02;
    public static final double MEBIBYTE = 1 << 20;

    private Soaks() {
    }

    /** What a defect adds to the use of a resource. */
    public interface Leak {
        double at(Resource resource, double minutes);
    }

    public static List<Sample> steady(long seed, Leak leak) {
        return steady(seed, leak, 5);
    }

    /** Returns as many samples in a steady state of another length. */
    public static List<Sample> steady(long seed, Leak leak, double secondsBetween) {
        var random = new Random(seed);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 108; i++) {
            samples.add(sample(random, 60 + secondsBetween * i, Sample.STEADY, leak));
        }
        return samples;
    }

    private static Sample sample(Random random, double seconds, String phase, Leak leak) {
        double minutes = seconds / 60;
        long sessions = Math.round(125 + 2 * random.nextGaussian());
        var process = new OsReading(whole(Resource.DESCRIPTORS, 62 + sessions, minutes, leak).intValue(),
                whole(Resource.THREADS, 25, minutes, leak).intValue(),
                whole(Resource.RESIDENT_MEMORY, 200 * MEBIBYTE + 300_000 * random.nextGaussian(), minutes, leak), 1.0);
        var jvm = new JvmReading(
                whole(Resource.LIVE_HEAP, 3.5 * MEBIBYTE + 10_000 * random.nextGaussian(), minutes, leak),
                whole(Resource.DIRECT_MEMORY, 32_768, minutes, leak),
                whole(Resource.VIRTUAL_THREADS, 7 + sessions, minutes, leak));
        return new Sample(seconds, phase, process, new ServerReport(
                whole(Resource.SESSIONS, sessions, minutes, leak).intValue(), 1000, Map.of(), 0, 1000, 1000, jvm));
    }

    private static Long whole(Resource resource, double value, double minutes, Leak leak) {
        return (long) Math.floor(value + leak.at(resource, minutes));
    }

    public static SoakPlan plan() {
        return SoakPlan.of(ThreadModel.VIRTUAL_TUNED, Duration.ofMinutes(10), null, TOLERANCE, 1);
    }

    /** Observations of a run in which all went well. */
    public static SoakObservations observations(List<Sample> samples) {
        return new SoakObservations(false, samples, new SoakLoadReport(List.of(verified(Map.of(), null)),
                List.of(misbehaving(0, null))), new CpuShare(0.1, 0.1),
                List.of(new Residual("open descriptors", 62L, 62L)),
                List.of(new EndReasonBalance("end-of-stream", 100, 100), new EndReasonBalance("reset", 30, 30)),
                List.of());
    }

    static VerifiedLoadReport verified(Map<String, Long> failures, String first) {
        return new VerifiedLoadReport("churn", 100, 5000, 400, 900, new VerifiedLoadReport.Failures(failures, first),
                List.of());
    }

    static MisbehavingReport misbehaving(long unexpected, String first) {
        return new MisbehavingReport("resets", 30, Map.of("reset", 30L), 0, unexpected, first);
    }

    public static Soak judged(SoakObservations observed) {
        return Soak.of(new Soak.Run("./lab soak", "2026-11-25T00:00:00Z", 620, observed.cutShort(), null,
                List.of("java")), plan(), observed);
    }
}
