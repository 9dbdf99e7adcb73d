package threadlab.client.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.Target;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.support.Preconditions;

/** Runs a plan on the workers of a cluster, as their coordinator. */
public final class ClusterLoad {
    private static final int MAX_WORKERS = 1_000;
    private static final Duration MAX_WAIT = Duration.ofHours(24);

    private final ClusterConfig config;
    private final LoadPlan plan;
    private final List<LoadPlan> parts;
    private final Duration joinTimeout;

    /**
     * @param servers the servers that the workers take in turn; empty for the target of the plan
     * @param joinTimeout how long to wait for the workers
     * @throws IllegalArgumentException if a value is not allowed; the message is one line
     */
    public ClusterLoad(ClusterConfig config, LoadPlan plan, int workers, List<InetSocketAddress> servers,
            Duration joinTimeout) {
        Preconditions.checkRange("workers", workers, 1, MAX_WORKERS);
        Preconditions.checkRange("wait", joinTimeout, Duration.ZERO, MAX_WAIT);
        this.config = config;
        this.plan = plan;
        this.parts = PlanPartitioner.parts(plan, targets(plan, servers), workers);
        this.joinTimeout = joinTimeout;
    }

    private static List<Target> targets(LoadPlan plan, List<InetSocketAddress> servers) {
        return servers.isEmpty()
                ? List.of(plan.target())
                : servers.stream()
                        .map(server -> new Target(server.getHostString(), server.getPort(), plan.target().sources()))
                        .toList();
    }

    /**
     * Blocks until all workers have sent their results or are lost.
     *
     * @param notices receives lines for the user
     * @param onStop receives what ends the run early
     * @throws IOException if the load did not begin; the message is one line
     */
    public LoadResult run(LoadListener listener, Consumer<String> notices, Consumer<Runnable> onStop)
            throws IOException, InterruptedException {
        try (var loop = new SerialExecutor()) {
            var queue = new QueuedListener(loop);
            try (JGroupsChannel channel = JGroupsChannel.join(config, queue)) {
                var coordinator = new Coordinator(parts, channel, listener, joinTimeout, notices,
                        UUID.randomUUID().toString(), System.nanoTime());
                onStop.accept(() -> loop.execute(() -> coordinator.stop(System.nanoTime())));
                queue.forwardTo(coordinator);
                loop.tick(coordinator::tick);
                return loop.await(coordinator.result(plan));
            }
        }
    }
}
