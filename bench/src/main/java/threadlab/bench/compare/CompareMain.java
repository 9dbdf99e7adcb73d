package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import threadlab.bench.peers.NettyTransport;
import threadlab.client.Descriptors;
import threadlab.client.Durations;
import threadlab.server.ThreadModel;

/** The main job of the lab: measures the thread models side by side on this machine and writes a report. */
@Command(name = "lab compare", mixinStandardHelpOptions = true, version = "threadlab 0.1.0", sortOptions = false,
        description = "Compares thread models, and other servers, under the same load, in interleaved rounds, each trial with a server "
                + "process of its own. Writes compare.json and report.html.")
public final class CompareMain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--thread-model", split = ",", paramLabel = "MODEL",
            description = "Contestants; the others are compared to the first. Known and default: "
                    + "${COMPLETION-CANDIDATES}; with --quick platform and virtual.")
    private List<ThreadModel> models;

    @Option(names = "--peer", paramLabel = "PEER",
            description = "A further contestant, and as often as you like: netty-nio, netty-epoll, netty-io_uring, or "
                    + "NAME=COMMAND with {port} in the command, in any language. The command must become the server "
                    + "process itself, on 127.0.0.1; it is run by a shell.")
    private List<String> peers = List.of();

    @Option(names = "--sessions", split = ",", paramLabel = "N",
            description = "Numbers of sessions. Default: 10,100,1000,5000.")
    private List<Integer> sessions;

    @Option(names = "--size", defaultValue = "64", paramLabel = "BYTES",
            description = "Bytes in a message. Default: ${DEFAULT-VALUE}.")
    private int size;

    @Option(names = "--rounds", paramLabel = "N",
            description = "Rounds; each holds every trial once. Fewer than four show no difference. Default: 5.")
    private Integer rounds;

    @Option(names = "--warmup", converter = Durations.class, paramLabel = "TIME",
            description = "Full load before each measurement, not counted. Default: 2s.")
    private Duration warmup;

    @Option(names = "--duration", converter = Durations.class, paramLabel = "TIME",
            description = "Time measured in each trial. Default: 3s.")
    private Duration duration;

    @Option(names = "--out", defaultValue = "lab-report", paramLabel = "DIR",
            description = "Where compare.json and report.html go. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--quick", description = "Under two minutes: 100,1000 sessions, 5 rounds, 1.2s + 1.5s a trial.")
    private boolean quick;

    public static void main(String... args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new CompareMain()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Contestant> contestants = contestants();
        Plan plan = plan(contestants);
        Optional<String> problem = peers.stream().map(NettyTransport::problemOf).flatMap(Optional::stream).findFirst();
        if (problem.isPresent()) {
            return fail(problem.get());
        }
        Optional<String> shortage = plan.sessions().stream().max(Integer::compare).flatMap(Descriptors::shortage);
        if (shortage.isPresent()) {
            return fail(shortage.get());
        }
        try {
            String command = "./lab compare " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
            return new CompareRun(plan, contestants, out, command.strip()).run() ? 0 : 1;
        } catch (FileSystemException e) {
            return fail("cannot write " + e.getFile() + ": "
                    + (e.getReason() != null ? e.getReason() : e.getClass().getSimpleName()));
        } catch (IOException e) {
            return fail(e.getMessage());
        }
    }

    private List<Contestant> contestants() {
        try {
            return Stream.concat(models().stream().map(Contestant::ours), peers.stream().map(Contestant::peer))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private Plan plan(List<Contestant> contestants) {
        try {
            return new Plan(contestants.stream().map(Contestant::name).toList(),
                    sessions != null ? sessions : quick ? List.of(100, 1000) : List.of(10, 100, 1000, 5000), size,
                    rounds != null ? rounds : 5, seconds(warmup, quick ? 1.2 : 2),
                    seconds(duration, quick ? 1.5 : 3));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private List<ThreadModel> models() {
        return models != null
                ? models
                : quick
                        ? List.of(ThreadModel.PLATFORM, ThreadModel.VIRTUAL)
                        : List.of(ThreadModel.PLATFORM, ThreadModel.VIRTUAL, ThreadModel.EVENT_LOOP);
    }

    private static double seconds(Duration given, double otherwise) {
        return given != null ? given.toNanos() / 1e9 : otherwise;
    }

    private static int fail(String line) {
        System.err.println("error: " + line);
        return 1;
    }
}
