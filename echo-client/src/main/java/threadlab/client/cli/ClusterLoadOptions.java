package threadlab.client.cli;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threadlab.client.cluster.ClusterLoad;
import threadlab.client.plan.LoadPlan;
import threadlab.support.Preconditions;

/** The options of a load that is run by workers. JGroups is not loaded unless they are used. */
final class ClusterLoadOptions {
    private static final Duration DEFAULT_WAIT = Duration.ofMinutes(1);

    @Option(names = "--cluster", paramLabel = "NAME",
            description = "Have the workers of this cluster (lab worker) run the load, each a part of it. Default: "
                    + "this process runs it alone.")
    private @Nullable String cluster;

    @Option(names = "--workers", paramLabel = "N",
            description = "Cluster: number of workers; the load begins when they have joined.")
    private @Nullable Integer workers;

    @Option(names = "--wait", paramLabel = "TIME",
            description = "Cluster: how long to wait for the workers. Default: 60s.")
    private @Nullable Duration wait;

    @Option(names = "--servers", paramLabel = "HOST:PORT,...",
            description = "Cluster: servers that the workers take in turn, such as the processes of one server "
                    + "machine. Default: --host and --port.")
    private @Nullable String servers;

    @Mixin
    private ClusterOptions joining;

    /** Returns whether workers are to run the load. */
    boolean isRequested() {
        return cluster != null;
    }

    /**
     * Returns the load on a cluster, if it is {@linkplain #isRequested requested}.
     *
     * @throws IllegalArgumentException if a value is not allowed; the message is one line
     */
    ClusterLoad load(LoadPlan plan) {
        Preconditions.check(plan.target().tls() == null, "tls", true,
                "off with --cluster: workers do not speak TLS with the server");
        if (cluster == null || workers == null) {
            throw new IllegalArgumentException("cluster is '" + cluster + "', allowed: only with --workers");
        }
        return new ClusterLoad(joining.config(cluster), plan, workers,
                servers == null ? List.of() : ClusterOptions.addresses("servers", servers),
                wait == null ? DEFAULT_WAIT : wait);
    }

    /** @throws IllegalArgumentException if an option was given that needs a cluster */
    void checkNoneGiven() {
        ClusterOptions.checkAbsent("workers", workers);
        ClusterOptions.checkAbsent("wait", wait);
        ClusterOptions.checkAbsent("servers", servers);
        joining.checkAbsent();
    }
}
