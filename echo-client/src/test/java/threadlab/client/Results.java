package threadlab.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadResult;
import threadlab.client.result.LoadResult.Cost;
import threadlab.client.result.LoadResult.Fairness;
import threadlab.client.result.LoadResult.Messages;
import threadlab.client.result.LoadResult.Probes;
import threadlab.client.result.WorkerPart;
import threadlab.client.verify.Failure;
import threadlab.client.verify.MessageSizes;
import threadlab.support.CpuSupply;

/** Results for tests. */
public final class Results {
    public static final LoadModel CLOSED = new LoadModel.Closed(1, Duration.ZERO);
    public static final LoadModel OPEN = new LoadModel.Open(1_000, LoadModel.Arrival.CONSTANT, Duration.ZERO);
    private static final Duration WARMUP = Duration.ofMillis(1_500);
    private static final Duration WINDOW = Duration.ofSeconds(2);

    private Results() {
    }

    /** 1,000 sessions for two seconds. */
    public static LoadPlan plan(LoadModel loadModel, Duration warmup) {
        return new LoadPlan(new Target("127.0.0.1", 4004), ConnectionProfile.of(1_000), MessageSizes.of(64), loadModel,
                true, RunLimit.ofTime(warmup, WINDOW));
    }

    /** What a load used of two CPUs, on a machine that tells nothing else. */
    public static Cost cost(Duration cpu) {
        return new Cost(cpu, WINDOW, 2, CpuSupply.UNKNOWN, Duration.ZERO, null);
    }

    /** A result of two seconds in which nothing happened. */
    public static Builder of(LoadPlan plan) {
        return new Builder(plan);
    }

    /**
     * 100 echoes in 2 s: half took 0.1 ms, 40 took 0.2 ms, 9 took 1 ms, one took 20 ms. The service time was 0.05 ms,
     * and one was 3 ms. 0.5 s of CPU time of two CPUs.
     */
    public static Builder hundredEchoesOf(LoadPlan plan) {
        Latencies latencies = Latencies.empty();
        latencies.responseTime().recordValueWithCount(100_000, 50);
        latencies.responseTime().recordValueWithCount(200_000, 40);
        latencies.responseTime().recordValueWithCount(1_000_000, 9);
        latencies.responseTime().recordValueWithCount(20_000_000, 1);
        latencies.serviceTime().recordValueWithCount(50_000, 99);
        latencies.serviceTime().recordValueWithCount(3_000_000, 1);
        return of(plan).echoes(100, 12_345).messages(100, 0, 50).latencies(latencies)
                .cost(cost(Duration.ofMillis(500)));
    }

    public static LoadResult hundredEchoes(LoadPlan plan) {
        return hundredEchoesOf(plan).result();
    }

    public static LoadResult hundredEchoes() {
        return hundredEchoes(plan(CLOSED, WARMUP));
    }

    public static LoadResult nothingMeasured(Map<Failure, Long> failures, String firstFailure) {
        return of(plan(CLOSED, WARMUP)).echoes(0, 2_000).cost(cost(Duration.ofMillis(500)))
                .failures(failures, firstFailure).result();
    }

    /** Builds a result. */
    public static final class Builder {
        private final LoadPlan plan;
        private Duration warmup = WARMUP;
        private Duration measured = WINDOW;
        private boolean stopped;
        private long echoes;
        private long totalEchoes;
        private long due;
        private long late;
        private long inTime;
        private long replaced;
        private Probes probes = new Probes(0, 0);
        private Fairness fairness = Fairness.UNKNOWN;
        private LoadResult.Failures failures = LoadResult.Failures.NONE;
        private Latencies latencies = Latencies.empty();
        private Cost cost = Results.cost(Duration.ZERO);
        private List<WorkerPart> workers = List.of();

        private Builder(LoadPlan plan) {
            this.plan = plan;
        }

        public Builder warmup(Duration time) {
            warmup = time;
            return this;
        }

        public Builder measured(Duration time) {
            measured = time;
            return this;
        }

        public Builder stoppedAfter(Duration time) {
            measured = time;
            stopped = true;
            return this;
        }

        public Builder echoes(long inTheWindow, long total) {
            echoes = inTheWindow;
            totalEchoes = total;
            return this;
        }

        public Builder messages(long dueMessages, long lateMessages, long echoesInTime) {
            due = dueMessages;
            late = lateMessages;
            inTime = echoesInTime;
            return this;
        }

        public Builder probes(long opened, long unserved) {
            probes = new Probes(opened, unserved);
            return this;
        }

        public Builder replaced(long sessions) {
            replaced = sessions;
            return this;
        }

        public Builder fairness(Double ratio, Duration firstEcho) {
            fairness = new Fairness(ratio, 0L, firstEcho);
            return this;
        }

        public Builder unservedSessions(long sessions) {
            fairness = new Fairness(0.0, sessions, null);
            return this;
        }

        public Builder latencies(Latencies found) {
            latencies = found;
            return this;
        }

        public Builder cost(Cost found) {
            cost = found;
            return this;
        }

        public Builder failures(Map<Failure, Long> counts, String first) {
            failures = new LoadResult.Failures(counts, first);
            return this;
        }

        public Builder workers(WorkerPart... parts) {
            workers = List.of(parts);
            return this;
        }

        public LoadResult result() {
            return new LoadResult(plan, new LoadResult.Timing(warmup, measured, stopped),
                    new Messages(due, late, inTime, echoes, totalEchoes),
                    new LoadResult.Sessions(replaced, probes, fairness, failures), latencies, cost, workers);
        }
    }
}
