package threadlab.client.cli;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threadlab.client.cluster.ClusterLoad;
import threadlab.client.plan.Durations;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.Preconditions;

/** Whether a load is run by workers, and by which. Knows nothing of JGroups until it is. */
public final class ClusterLoadOptions {
    private static final Duration WAIT = Duration.ofMinutes(1);

    @Option(names = "--cluster", paramLabel = "NAME",
            description = "Have the workers of this cluster (lab worker) run the load, each its part. Default: none, this "
                    + "process alone.")
    private String cluster;

    @Option(names = "--workers", paramLabel = "N",
            description = "Cluster: so many workers; the load begins as soon as they are there.")
    private Integer workers;

    @Option(names = "--wait", converter = Durations.class, paramLabel = "TIME",
            description = "Cluster: wait so long for them to come. Default: 60s.")
    private Duration wait;

    @Option(names = "--servers", paramLabel = "HOST:PORT,...",
            description = "Cluster: servers that the workers take in turn, such as the processes of one server machine. "
                    + "Default: --host and --port.")
    private String servers;

    @Mixin
    private ClusterOptions joining;

    /** Workers are to run the load. */
    public boolean isAsked() {
        return cluster != null;
    }

    /**
     * One by workers, if it {@linkplain #isAsked is asked for}.
     *
     * @throws IllegalArgumentException with a line that names what is wrong
     */
    public ClusterLoad load(LoadPlan plan) {
        Preconditions.check(plan.route().tls() == null, "tls with cluster", "on",
                "off: workers speak no TLS with the server, and its files are not theirs");
        Preconditions.check(workers != null, "cluster", "'" + cluster + "'", "only with --workers");
        return new ClusterLoad(joining.config(cluster), plan, workers, servers, wait == null ? WAIT : wait);
    }

    /** @throws IllegalArgumentException if an option was given that says something of a cluster */
    public void checkNoneGiven() {
        Stream.concat(Stream.of(ClusterOptions.given("workers", workers),
                ClusterOptions.given("wait", wait == null ? null : Durations.text(wait)),
                ClusterOptions.given("servers", servers)), joining.given()).filter(Objects::nonNull).findFirst()
                .ifPresent(given -> {
                    throw new IllegalArgumentException(given + ", allowed: only with --cluster");
                });
    }
}
