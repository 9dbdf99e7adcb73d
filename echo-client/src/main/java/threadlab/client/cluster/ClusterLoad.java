package threadlab.client.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import threadlab.client.cli.ClusterOptions;
import threadlab.client.cli.ShutdownHook;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.Preconditions;
import threadlab.client.plan.Target;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;

/** Runs a plan on the workers of a cluster, as its coordinator. */
public final class ClusterLoad {
    private static final int MOST_WORKERS = 1_000;

    private final ClusterConfig config;
    private final LoadPlan plan;
    private final List<LoadPlan> parts;
    private final Duration patience;

    /**
     * @param servers host and port of each, with commas between, which the workers take in turn; null for the plan's one
     * @param patience for the workers to come
     * @throws IllegalArgumentException with a line that names what is wrong
     */
    public ClusterLoad(ClusterConfig config, LoadPlan plan, int workers, String servers, Duration patience) {
        Preconditions.check(workers >= 1 && workers <= MOST_WORKERS, "workers", workers, "1 to " + MOST_WORKERS);
        Preconditions.check(patience.compareTo(Duration.ofHours(24)) <= 0, "wait", patience.toHours() + "h",
                "0s to 24h");
        this.config = config;
        this.plan = plan;
        this.parts = PlanPartitioner.of(plan, servers == null ? List.of(plan.route()) : routes(plan, servers), workers);
        this.patience = patience;
    }

    private static List<Target> routes(LoadPlan plan, String servers) {
        return ClusterOptions.addresses("servers", servers).stream()
                .map(server -> new Target(server.getHostString(), server.getPort(), plan.route().sources())).toList();
    }

    /**
     * Blocks until all workers have told what they found, or are lost.
     *
     * @param says hears what a user must know at once, in one line
     * @param interrupt ends the run early
     * @throws IOException with the line to say, if it did not come to a load
     */
    public LoadResult run(LoadListener listener, Consumer<String> says, ShutdownHook interrupt)
            throws IOException, InterruptedException {
        try (var loop = new SerialExecutor()) {
            var posted = new QueuedListener(loop);
            try (JGroupsChannel link = JGroupsChannel.join(config, posted)) {
                var coordinator = new Coordinator(plan, parts, link, listener, patience, says,
                        UUID.randomUUID().toString(), System.nanoTime());
                interrupt.then(() -> loop.execute(() -> coordinator.stop(System.nanoTime())));
                posted.to(coordinator::received, present -> coordinator.members(present, System.nanoTime()));
                loop.tick(coordinator::tick);
                return loop.await(coordinator.outcome());
            }
        }
    }
}
