package threadlab.client.cli;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threadlab.client.capacity.LatencyBound;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.transport.ClientTls;
import threadlab.client.verify.MessageSizes;
import threadlab.support.Preconditions;

/** The options of a load that make up its plan. */
final class LoadPlanOptions {
    private static final Duration DEFAULT_DURATION = Duration.ofSeconds(5);
    /** Needed by options that have no meaning where a rate is to be found. */
    static final String ONE_RATE = "a load at one rate, without --find-rate";

    @Mixin
    TargetOptions target;

    @Mixin
    ClientTlsOptions tls;

    @Option(names = "--source", paramLabel = "ADDRESS",
            description = "Address of this machine to connect from. Repeat it to spread the sessions over several, "
                    + "each with its own ports. Default: the system's choice.")
    private List<String> sources = List.of();

    @Option(names = "--sessions", defaultValue = "100", paramLabel = "N",
            description = "Busy sessions held at the same time. Default: ${DEFAULT-VALUE}.")
    private int sessions;

    @Option(names = "--connect-rate", defaultValue = "0", paramLabel = "N",
            description = "Connections opened a second before the load begins. Default: 0, as fast as they are "
                    + "accepted.")
    private double connectRate;

    @Option(names = "--idle-sessions", defaultValue = "0", paramLabel = "N",
            description = "Sessions held open beside the busy ones that never send. Default: ${DEFAULT-VALUE}.")
    private int idleSessions;

    @Option(names = "--churn", defaultValue = "0", paramLabel = "N",
            description = "Busy sessions a second that end and are replaced. Default: 0, none.")
    private double churn;

    @Option(names = "--probe-rate", defaultValue = "0", paramLabel = "N",
            description = "Probe sessions a second: each is opened under the measured load for one echo, and its wait "
                    + "is reported separately. Default: 0, none.")
    private double probeRate;

    @Option(names = "--size", defaultValue = "64", paramLabel = "BYTES", converter = SizeRange.class,
            description = "Bytes in a message, N or MIN..MAX. Default: ${DEFAULT-VALUE}.")
    private MessageSizes size;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
            description = "Seed of sizes and random arrivals; the same seed repeats them. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--depth", paramLabel = "N",
            description = "Messages in flight per session. Closed loop: exactly, default 1. Open loop: at most, "
                    + "default 1024.")
    private @Nullable Integer depth;

    @Option(names = "--think", paramLabel = "TIME",
            description = "Closed loop: pause between an echo and the next message. Default: 0s.")
    private @Nullable Duration think;

    @Option(names = "--rate", paramLabel = "N",
            description = "Open loop: messages a second over all sessions, sent when they are due whatever the server "
                    + "does. Without it the loop is closed.")
    private @Nullable Double rate;

    @Option(names = "--find-rate", paramLabel = "BOUND", converter = BoundConverter.class,
            description = "Find the highest rate of an open loop at which the server keeps this bound of its response "
                    + "times, such as 'p99<=100ms' (p50, p90, p99 or p99.9), and keeps up (docs/workloads.md).")
    private @Nullable LatencyBound bound;

    @Option(names = "--arrival", paramLabel = "KIND",
            description = "Open loop: ${COMPLETION-CANDIDATES}. Default: constant.")
    private LoadModel.@Nullable Arrival arrival;

    @Option(names = "--ramp", paramLabel = "TIME",
            description = "Open loop: time in which the rate grows from zero. Default: 0s.")
    private @Nullable Duration ramp;

    @Option(names = "--no-verify", negatable = false, description = "Do not compare the echoes with what was sent.")
    private boolean unverified;

    @Option(names = "--warmup", defaultValue = "2s", paramLabel = "TIME",
            description = "Time under full load before the measured window; with --find-rate, of the closed loop "
                    + "that comes first. Default: ${DEFAULT-VALUE}.")
    private Duration warmup;

    @Option(names = "--duration", paramLabel = "TIME",
            description = "Length of the measured window, such as 500ms, 10s, 2m. Default: 5s.")
    private @Nullable Duration duration;

    @Option(names = "--echoes", paramLabel = "N",
            description = "Measure this many echoes, however long they take, instead of a duration.")
    private @Nullable Long echoes;

    /** Returns what the server must keep at the rate to find; null if none is to be found. */
    @Nullable
    LatencyBound bound() {
        return bound;
    }

    /**
     * Returns the load at the rates that are tried.
     *
     * @throws IllegalArgumentException if an option was given that belongs to a load at one rate
     */
    LoadModel.Open searched() {
        refuse("--rate", rate, ONE_RATE);
        refuse("--ramp", ramp, ONE_RATE);
        refuse("--think", think, ONE_RATE);
        refuse("--duration", duration, ONE_RATE);
        refuse("--echoes", echoes, ONE_RATE);
        refuse("--probe-rate", probeRate == 0 ? null : probeRate, ONE_RATE);
        return open(1);
    }

    /** @throws IllegalArgumentException if a value is not allowed; the message is one line */
    LoadPlan plan(@Nullable ClientTls clientTls) {
        return new LoadPlan(new Target(target.host, target.port, sources, clientTls),
                new ConnectionProfile(sessions, connectRate, idleSessions, churn, probeRate),
                new MessageSizes(size.min(), size.max(), seed), loadModel(), !unverified, limit());
    }

    private LoadModel loadModel() {
        if (bound != null) {
            return searched();
        }
        if (rate == null) {
            refuse("--arrival", arrival, "--rate");
            refuse("--ramp", ramp, "--rate");
            return new LoadModel.Closed(depth == null ? 1 : depth, think == null ? Duration.ZERO : think);
        }
        refuse("--think", think, "a closed loop, without --rate");
        return open(rate);
    }

    private LoadModel.Open open(double perSecond) {
        return new LoadModel.Open(perSecond, arrival == null ? LoadModel.Arrival.CONSTANT : arrival,
                ramp == null ? Duration.ZERO : ramp, depth == null ? LoadModel.Open.DEFAULT_DEPTH : depth);
    }

    private RunLimit limit() {
        if (echoes == null) {
            return RunLimit.ofTime(warmup, duration == null ? DEFAULT_DURATION : duration);
        }
        refuse("--duration", duration, "a run by time, without --echoes");
        return RunLimit.ofEchoes(warmup, echoes);
    }

    static void refuse(String option, @Nullable Object value, String needed) {
        Preconditions.check(value == null, option, value, "only with " + needed);
    }
}
