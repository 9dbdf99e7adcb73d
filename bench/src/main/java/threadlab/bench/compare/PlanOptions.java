package threadlab.bench.compare;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threadlab.bench.jvm.JvmSetup;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.TrialTiming;
import threadlab.server.ModelName;
import threadlab.server.ThreadModel;
import threadlab.support.Preconditions;

/** The options of {@code compare} for the candidates, the loads, and the number and length of trials. */
final class PlanOptions {
    @Option(names = "--thread-model", split = ",", paramLabel = "MODEL",
            description = "Candidates; the first is the baseline that the others are compared with: "
                    + ModelName.ALLOWED
                    + "; also none, with --peer. Default: the first four, with --quick the first three; "
                    + "with --work pool, virtual, virtual-per-request and platform, with --map pool and virtual.")
    private List<String> models;

    @Option(names = "--peer", paramLabel = "PEER",
            description = "A further candidate; may be repeated: netty-nio, netty-epoll, netty-io_uring, or "
                    + "NAME=COMMAND with {port} in the command, in any language. A shell runs the command, which "
                    + "must stay in the foreground and listen on 127.0.0.1. All processes that it starts count.")
    private List<String> peers = List.of();

    @Mixin
    private JvmOptions jvm;

    @Option(names = "--tls",
            description = "Each thread model with a thread per session, the only ones with TLS, takes part a second "
                    + "time, with TLS, and the report says what that costs. The certificate is made for the run. A JVM "
                    + "takes longer to compile the code of TLS, so the default warm-up is 4s to 10s, with --thorough "
                    + "5s to 15s.")
    private boolean tls;

    @Mixin
    private LoadOptions load;

    @Mixin
    private WorkOptions work;

    @Option(names = "--probe-rate", defaultValue = "20", paramLabel = "N",
            description = "Further sessions per second that come beside the measured load for one echo each; their "
                    + "wait is reported. Default: ${DEFAULT-VALUE}.")
    private double probeSessions;

    @Mixin
    private RoundsOptions rounds;

    @Option(names = "--warmup", paramLabel = "TIME",
            description = "Shortest time of full load before each measurement; the warm-up ends when the trial is "
                    + "steady. Default: 800ms, with --tls 4s.")
    private Duration warmup;

    @Option(names = "--longest-warmup", paramLabel = "TIME",
            description = "After this time a trial is measured although it is not steady. Default: twice the warm-up.")
    private Duration longestWarmup;

    @Option(names = "--duration", paramLabel = "TIME",
            description = "Length of the measured window of each trial. Default: 1.2s.")
    private Duration duration;

    @ArgGroup
    private Length length = new Length();

    private static final class Length {
        @Option(names = "--quick",
                description = "Less than two minutes, longer with --tls: three thread models at 1000 sessions, 5 "
                        + "rounds, short trials.")
        private boolean quick;

        @Option(names = "--thorough",
                description = "Some two hours: 1 to 10000 sessions, 15 rounds, long trials.")
        private boolean thorough;
    }

    List<String> peers() {
        return peers;
    }

    /** Returns whether the user named no loads, so that those that do not fit this machine may be left out. */
    boolean loadsAreDefault() {
        return load.isDefault();
    }

    /** @throws IllegalArgumentException in one line, if an option has a value that it cannot have */
    List<Candidate> candidates() {
        List<JvmSetup> jvms = jvm.jvms();
        List<String> does = work.arguments(load.sizes());
        checkThatAllWork();
        if (models().isEmpty() && jvm.isAsked()) {
            throw new IllegalArgumentException("jdk and variant are for thread models, and thread-model is none");
        }
        jvm.checkFor(models());
        List<Candidate> candidates = Stream.of(ours(models(), jvms, does),
                ours(tlsModels(), jvms, does).map(Candidate::withTls),
                peers.stream().map(Candidate::peer).flatMap(jvm::limited)).flatMap(Function.identity()).toList();
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException(
                    "thread-model is none and there is no peer, allowed: at least one candidate");
        }
        return candidates;
    }

    /** Each model in all JVMs, then the next model, so that those of the first one come right after the baseline. */
    private Stream<Candidate> ours(List<ModelName> models, List<JvmSetup> jvms, List<String> does) {
        return models.stream().flatMap(model -> jvms.stream().map(Candidate.ours(model).with(does)::in)
                .flatMap(candidate -> jvm.carried(model.model(), candidate))).flatMap(jvm::limited);
    }

    private void checkThatAllWork() {
        if (work.needsThread() && models().contains(ModelName.of(ThreadModel.EVENT_LOOP))) {
            throw new IllegalArgumentException("thread-model is " + String.join(",", models) + ", allowed with a pool "
                    + "that spins: " + ModelName.ALLOWED.replace("event-loop, ", ""));
        }
        if (work.isAsked() && !peers.isEmpty()) {
            throw new IllegalArgumentException("peer is " + peers.getFirst() + ", allowed with work: none, since a "
                    + "peer only echoes");
        }
    }

    /** Returns whether the servers need a backend. */
    boolean needsBackend() {
        return work.calls();
    }

    /** Returns what the report must say of the servers, a sentence each. */
    List<String> remarks() {
        return work.remarks();
    }

    /** Returns what a command has to add to its arguments so that it repeats this run. */
    List<String> measured(List<String> arguments) {
        return work.measured(arguments);
    }

    private List<ModelName> tlsModels() {
        List<ModelName> speakers = models().stream().filter(name -> tls && name.model().isThreadPerSession()).toList();
        if (tls && speakers.isEmpty()) {
            throw new IllegalArgumentException(
                    "thread-model is " + String.join(",", models) + ", allowed with --tls: at "
                            + "least one that speaks TLS, which are platform, virtual, virtual-tuned");
        }
        return speakers;
    }

    private List<ModelName> models() {
        if (models == null) {
            return work.isMap() ? RunProfile.OF_MAP : work.isAsked() ? RunProfile.WORKING : profile().models();
        }
        if (models.equals(List.of("none"))) {
            return List.of();
        }
        return models.stream().map(PlanOptions::model).toList();
    }

    private static ModelName model(String name) {
        Optional<ModelName> model = ModelName.named(name);
        Preconditions.check(model.isPresent(), "thread-model", name, ModelName.ALLOWED + ", none");
        return model.orElseThrow();
    }

    private RunProfile profile() {
        RunProfile profile = length.quick
                ? RunProfile.QUICK
                : length.thorough ? RunProfile.THOROUGH : RunProfile.NORMAL;
        return tls ? profile.withTls() : profile;
    }

    /** @throws IllegalArgumentException in one line, if an option has a value that it cannot have */
    Plan plan(List<Candidate> candidates) {
        RunProfile profile = profile();
        TrialTiming defaults = profile.timing();
        double shortest = seconds(warmup, defaults.warmupSeconds());
        double longest = seconds(longestWarmup, warmup != null ? 2 * shortest : defaults.longestWarmupSeconds());
        List<String> names = candidates.stream().map(Candidate::name).toList();
        RoundsPlan asked = rounds.plan(profile.rounds(), candidates.size(), work.isMap());
        String findRate = load.findRate();
        return new Plan(names, names.getFirst() + " (control)",
                work.cells(load.points(work.isMap() ? WorkOptions.SESSIONS_OF_MAP : profile.sessions()), findRate),
                asked.most(), new TrialTiming(shortest, longest, seconds(duration, defaults.durationSeconds())),
                probeSessions, rounds.rule(asked), findRate, work.map(findRate));
    }

    /** Returns the time that a run may take whose number of trials is not fixed. */
    Duration budget() {
        return rounds.budget(work.isMap());
    }

    private static double seconds(@Nullable Duration asked, double otherwise) {
        return asked != null ? asked.toNanos() / 1e9 : otherwise;
    }
}
