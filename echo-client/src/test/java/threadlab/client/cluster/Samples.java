package threadlab.client.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import threadlab.client.Results;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadResult;
import threadlab.client.verify.Failure;
import threadlab.client.verify.MessageSizes;
import threadlab.support.CpuQuota;
import threadlab.support.CpuSupply;

/** Plans and results to try things with. */
final class Samples {
    private Samples() {
    }

    static LoadPlan closed(int sessions) {
        return new LoadPlan("h", 1, sessions, 64, Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    /** With something in every field. */
    static LoadPlan open(int sessions) {
        return new LoadPlan(new Target("h", 7, List.of("127.0.0.2", "127.0.0.3")),
                new ConnectionProfile(sessions, 9.5, 8, 0.25, 3),
                new MessageSizes(1, 4096, -5),
                new LoadModel.Open(123.456, LoadModel.Arrival.POISSON, Duration.ofNanos(1_234_567_891),
                        77, new LoadModel.ScheduleSlice(2, 3, 3 * sessions)),
                false, RunLimit.ofTime(Duration.ofMillis(1), Duration.ofSeconds(3)));
    }

    static Latencies latencies(RandomGenerator random, int values) {
        Latencies latencies = Latencies.empty();
        for (int i = 0; i < values; i++) {
            latencies.responseTime().recordValue((long) Math.pow(10, random.nextDouble(0, 10.7)));
            latencies.serviceTime().recordValue(random.nextLong(1_000_000));
            latencies.probeWait().recordValue(Latencies.HIGHEST);
        }
        return latencies;
    }

    static LoadResult result(LoadPlan plan, long echoes, Latencies latencies) {
        return Results.of(plan).warmup(Duration.ofSeconds(1)).measured(Duration.ofNanos(2_000_000_001))
                .echoes(echoes, echoes + 7).messages(echoes, 1, echoes).probes(4, 1).replaced(5)
                .fairness(0.1, Duration.ofNanos(echoes)).latencies(latencies)
                .cost(new LoadResult.Cost(Duration.ofNanos(999), Duration.ofSeconds(2), 2, new CpuSupply(8, 0.5, 0.01,
                        new CpuQuota(108, 3, Duration.ofMillis(12_345))), Duration.ofMillis(70), 12_345L))
                .result();
    }

    static LoadResult failed(LoadPlan plan, String detail) {
        return Results.of(plan).echoes(10, 10).messages(10, 1, 10).probes(4, 1)
                .cost(new LoadResult.Cost(Duration.ZERO, Duration.ZERO, 1, CpuSupply.UNKNOWN, Duration.ZERO, null))
                .failures(Map.of(Failure.UNEXPECTED_EOF, 2L, Failure.RESET, 1L), detail).result();
    }
}
