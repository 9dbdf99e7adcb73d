package threadlab.client.cli;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threadlab.client.cluster.ClusterLoad;
import threadlab.client.plan.Durations;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.Nullable;
import threadlab.client.plan.Preconditions;

/** The options of a load that is run by workers. JGroups is not loaded unless they are used. */
final class ClusterLoadOptions {
    private static final Duration DEFAULT_WAIT = Duration.ofMinutes(1);

    @Option(names = "--cluster", paramLabel = "NAME",
            description = "Have the workers of this cluster (lab worker) run the load, each a part of it. Default: this "
                    + "process runs it alone.")
    private @Nullable String cluster;

    @Option(names = "--workers", paramLabel = "N",
            description = "Cluster: number of workers; the load begins when they have joined.")
    private @Nullable Integer workers;

    @Option(names = "--wait", converter = Durations.class, paramLabel = "TIME",
            description = "Cluster: how long to wait for the workers. Default: 60s.")
    private @Nullable Duration wait;

    @Option(names = "--servers", paramLabel = "HOST:PORT,...",
            description = "Cluster: servers that the workers take in turn, such as the processes of one server machine. "
                    + "Default: --host and --port.")
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
        Preconditions.check(plan.target().tls() == null, "tls with cluster", "on",
                "off: workers speak no TLS with the server, and its files are not theirs");
        Preconditions.check(workers != null, "cluster", "'" + cluster + "'", "only with --workers");
        return new ClusterLoad(joining.config(cluster), plan, workers,
                servers == null ? List.of() : ClusterOptions.addresses("servers", servers),
                wait == null ? DEFAULT_WAIT : wait);
    }

    /** @throws IllegalArgumentException if an option was given that needs a cluster */
    void checkNoneGiven() {
        Stream.concat(Stream.of(ClusterOptions.given("workers", workers),
                ClusterOptions.given("wait", wait == null ? null : Durations.text(wait)),
                ClusterOptions.given("servers", servers)), joining.given()).filter(Objects::nonNull).findFirst()
                .ifPresent(given -> {
                    throw new IllegalArgumentException(given + ", allowed: only with --cluster");
                });
    }
}
