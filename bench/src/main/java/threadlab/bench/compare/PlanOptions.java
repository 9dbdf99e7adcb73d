package threadlab.bench.compare;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Plan;
import threadlab.client.plan.Durations;
import threadlab.server.ThreadModel;

/** The options of {@code compare} that say who takes part, under which loads, and how often. */
final class PlanOptions {
    @Option(names = "--thread-model", split = ",", paramLabel = "MODEL",
            description = "Contestants; the others are compared to the first. Known and default: "
                    + "platform, virtual, virtual-tuned, event-loop; with --quick not event-loop; with --peer also none.")
    private List<String> models;

    @Option(names = "--peer", paramLabel = "PEER",
            description = "A further contestant, and as often as you like: netty-nio, netty-epoll, netty-io_uring, or "
                    + "NAME=COMMAND with {port} in the command, in any language. The command must become the server "
                    + "process itself, on 127.0.0.1; it is run by a shell.")
    private List<String> peers = List.of();

    @Option(names = "--tls",
            description = "Each thread model takes part a second time, with TLS, and the report says what that costs it; not "
                    + "event-loop, which speaks none. The certificate is made for the run. Its code takes a JVM longer "
                    + "to compile, so a trial is then warmed up for 4s to 10s, with --thorough 5s to 15s, unless you say.")
    private boolean tls;

    @Mixin
    private LoadOptions load;

    @Option(names = "--probe-rate", defaultValue = "20", paramLabel = "N",
            description = "Further sessions a second that come under the measured load for one echo each; their wait is "
                    + "reported. Default: ${DEFAULT-VALUE}.")
    private double newcomers;

    @Option(names = "--rounds", paramLabel = "N",
            description = "Rounds; each holds every trial once. Fewer than four show no difference. Default: 5.")
    private Integer rounds;

    @Option(names = "--warmup", converter = Durations.class, paramLabel = "TIME",
            description = "Full load before each measurement, at least: it goes on until the figures keep still. "
                    + "Default: 1.2s, with --tls 4s.")
    private Duration warmup;

    @Option(names = "--longest-warmup", converter = Durations.class, paramLabel = "TIME",
            description = "When a trial is measured although its figures still change. Default: twice the warm-up.")
    private Duration longestWarmup;

    @Option(names = "--duration", converter = Durations.class, paramLabel = "TIME",
            description = "Time measured in each trial. Default: 2s.")
    private Duration duration;

    @ArgGroup
    private Extent extent = new Extent();

    private static final class Extent {
        @Option(names = "--quick",
                description = "Under two minutes, with --tls longer: three thread models at 1000 sessions, 5 rounds, short trials.")
        private boolean quick;

        @Option(names = "--thorough",
                description = "As long as it takes, some two hours: 1 to 10000 sessions, 15 rounds, long trials.")
        private boolean thorough;
    }

    List<String> peers() {
        return peers;
    }

    /** The loads are the profile's, not the user's: what does not fit this machine may be left out. */
    boolean loadsAreDefault() {
        return load.isDefault();
    }

    /** @throws IllegalArgumentException in a line, for what cannot be */
    List<Candidate> contestants() {
        List<Candidate> contestants = Stream.of(models().stream().map(Candidate::ours), overTls(),
                peers.stream().map(Candidate::peer)).flatMap(Function.identity()).toList();
        if (contestants.isEmpty()) {
            throw new IllegalArgumentException("thread-model is none and there is no peer: nobody takes part");
        }
        return contestants;
    }

    private Stream<Candidate> overTls() {
        List<ThreadModel> speakers = models().stream().filter(model -> tls && model != ThreadModel.EVENT_LOOP).toList();
        if (tls && speakers.isEmpty()) {
            throw new IllegalArgumentException(
                    "thread-model is " + String.join(",", models) + ", allowed with --tls: at "
                            + "least one that speaks TLS, which are platform, virtual, virtual-tuned");
        }
        return speakers.stream().map(Candidate::ours).map(Candidate::overTls);
    }

    private List<ThreadModel> models() {
        if (models == null) {
            return profile().models();
        }
        if (models.equals(List.of("none"))) {
            return List.of();
        }
        return models.stream().map(name -> Stream.of(ThreadModel.values())
                .filter(model -> model.toString().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("thread-model is '" + name + "', allowed: "
                        + Arrays.stream(ThreadModel.values()).map(ThreadModel::toString)
                                .collect(Collectors.joining(", "))
                        + ", none")))
                .toList();
    }

    private RunProfile profile() {
        RunProfile profile = extent.quick
                ? RunProfile.QUICK
                : extent.thorough ? RunProfile.THOROUGH : RunProfile.NORMAL;
        return tls ? profile.withTls() : profile;
    }

    /** @throws IllegalArgumentException in a line, for what cannot be */
    Plan plan(List<Candidate> contestants) {
        RunProfile profile = profile();
        double shortest = seconds(warmup, profile.warmupSeconds());
        double longest = seconds(longestWarmup, warmup != null ? 2 * shortest : profile.longestWarmupSeconds());
        List<LoadPoint> points = load.points(profile.sessions());
        return new Plan(contestants.stream().map(Candidate::name).toList(), contestants.getFirst().name()
                + " (twin)", points, rounds != null ? rounds : profile.rounds(), shortest, longest,
                seconds(duration, profile.durationSeconds()), newcomers);
    }

    private static double seconds(Duration asked, double otherwise) {
        return asked != null ? asked.toNanos() / 1e9 : otherwise;
    }
}
