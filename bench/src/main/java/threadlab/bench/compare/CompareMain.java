package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import threadlab.bench.cli.Percentage;
import threadlab.bench.cli.ShellWords;
import threadlab.bench.peers.NettyTransport;
import threadlab.bench.verdict.BaselineDiff;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Report;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.Trial;
import threadlab.client.cli.CommandLines;
import threadlab.client.cli.ShutdownHook;
import threadlab.client.result.Environment;

/** The main job of the lab: measures the thread models side by side on this machine and writes a report. */
@Command(name = "lab compare", mixinStandardHelpOptions = true, version = "threadlab 0.1.0", sortOptions = false,
        description = "Compares thread models, and other servers, under the same load, in interleaved rounds, each trial with a server "
                + "process of its own. Writes compare.json and report.html.")
public final class CompareMain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PlanOptions options;

    @Option(names = "--explain",
            description = "After the rounds, look closer in trials of their own: system calls by name (strace), pinned "
                    + "virtual threads (JFR); up to 1,000 sessions.")
    private boolean explain;

    @Option(names = "--out", defaultValue = "lab-report", paramLabel = "DIR",
            description = "Where compare.json and report.html go. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--markdown", description = "Print the answer as Markdown, for a pull request.")
    private boolean markdown;

    @Option(names = "--resume", paramLabel = "FILE",
            description = "Go on with a run that ended early, from its compare.json; takes no other option.")
    private Path resume;

    @Option(names = "--baseline", paramLabel = "FILE",
            description = "The compare.json of an earlier run: say what has changed since, and exit with 1 if something "
                    + "has become worse by more than the tolerance.")
    private Path baseline;

    @Option(names = "--tolerance", defaultValue = "5%", converter = Percentage.class, paramLabel = "PERCENT",
            description = "With --baseline: a change for the worse up to this is none. Default: ${DEFAULT-VALUE}.")
    private Percentage tolerance;

    public static void main(String... args) {
        System.exit(commandLine().execute(args));
    }

    public static CommandLine commandLine() {
        return CommandLines.of(new CompareMain());
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<RunRecord> earlier = Optional.ofNullable(baseline).map(file -> read(() -> RunFile.read(file)));
        List<String> adapted = new ArrayList<>();
        CompareRun run;
        try {
            run = resume == null ? begin(adapted) : goOn();
        } catch (IOException e) {
            return fail(e.getMessage());
        }
        var interrupt = new ShutdownHook();
        return interrupt.hold(() -> {
            interrupt.then(run::stop);
            return carryOut(run, earlier);
        });
    }

    private CompareRun begin(List<String> adapted) throws IOException, InterruptedException {
        List<Candidate> contestants;
        Plan asked;
        try {
            contestants = options.contestants();
            asked = options.plan(contestants);
        } catch (IllegalArgumentException e) {
            throw refusal(e.getMessage());
        }
        Optional<String> problem = options.peers().stream().map(NettyTransport::problemOf).flatMap(Optional::stream)
                .findFirst();
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
        Plan plan = options.loadsAreDefault() ? Preflight.fitting(asked, adapted) : Preflight.checked(asked);
        CpuAffinity pinning = CpuAffinity.here();
        adapted.addAll(Preflight.remarks(pinning));
        List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        var begun = new RunRecord(RunRecord.SCHEMA, ShellWords.of("./lab", "compare", arguments), arguments,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), 0, Environment.here(), pinning.toString(),
                adapted, plan, List.of(), List.of());
        announce(begun, plan.steps().size());
        return new CompareRun(begun, contestants, pinning, explain, out);
    }

    /** The same contestants as that run had, and what it has not measured yet. */
    private CompareRun goOn() throws IOException {
        if (spec.commandLine().getParseResult().originalArgs().stream().filter(arg -> arg.startsWith("--"))
                .anyMatch(arg -> !arg.startsWith("--resume") && !arg.equals("--markdown"))) {
            throw refusal("--resume goes on with the options that the run began with, and takes no others");
        }
        RunRecord begun = read(() -> RunFile.readToResume(resume));
        var asBegun = new CompareMain();
        List<Candidate> contestants = contestants(asBegun, begun.arguments());
        if (!contestants.stream().map(Candidate::name).toList().equals(begun.plan().contestants())) {
            throw refusal(resume + " has other contestants than its arguments");
        }
        String jdk = Environment.here().jdk();
        if (!jdk.equals(begun.environment().jdk())) {
            throw new IOException(resume + " was begun on JDK " + begun.environment().jdk() + ", and this is " + jdk
                    + ": set LAB_JAVA_HOME, or begin anew");
        }
        CpuAffinity pinning = CpuAffinity.here();
        announce(begun, begun.plan().steps().size() - begun.trials().size());
        Path folder = resume.toAbsolutePath().normalize().getParent();
        return new CompareRun(begun, contestants, pinning, asBegun.explain, folder);
    }

    private List<Candidate> contestants(CompareMain asBegun, List<String> arguments) {
        try {
            CommandLines.of(asBegun).parseArgs(arguments.toArray(String[]::new));
            return asBegun.options.contestants();
        } catch (ParameterException | IllegalArgumentException e) {
            throw refusal(resume + " has arguments that cannot be: " + e.getMessage());
        }
    }

    private static void announce(RunRecord begun, int trials) {
        Plan plan = begun.plan();
        String loads = plan.settings().size() == 1
                ? plan.points().stream().map(point -> String.format(Locale.ROOT, "%,d", point.sessions()))
                        .collect(Collectors.joining(", ")) + " sessions"
                : plan.points().size() + " loads";
        System.err.printf(Locale.ROOT, "%,d trials: %s; each at %s, %d rounds; about %s%n", trials,
                String.join(", ", plan.entrants()), loads, plan.rounds(), time(plan.expected(trials)));
        begun.adapted().forEach(System.err::println);
    }

    private int carryOut(CompareRun run, Optional<RunRecord> earlier) throws InterruptedException {
        Report report;
        try {
            report = run.run();
        } catch (IOException e) {
            return fail(e.getMessage());
        }
        System.out.print(markdown ? report.markdown() : report.text());
        report.run().trials().stream().filter(trial -> trial.reason() != null && !markdown)
                .forEach(CompareMain::tell);
        System.out.println();
        System.out.println("report: " + CommandLines.printable(run.page().toString()));
        System.out.println("data:   " + CommandLines.printable(run.data().toString()));
        boolean worse = earlier.isPresent() && tellChanges(earlier.get(), report.run());
        return worse || report.run().trials().stream().noneMatch(Trial::endedWell) ? 1 : 0;
    }

    private static void tell(Trial trial) {
        System.out.println(trial.outcome() + ": trial " + trial.number() + ", " + trial.contestant() + " at "
                + trial.point().sessions() + " sessions: " + trial.reason());
    }

    private boolean tellChanges(RunRecord earlier, RunRecord now) {
        BaselineDiff changes = BaselineDiff.between(earlier, now, tolerance.part());
        System.out.println();
        System.out.print(changes.text());
        return changes.isWorse();
    }

    private RunRecord read(Supplier<RunRecord> run) {
        try {
            return run.get();
        } catch (IllegalArgumentException e) {
            throw refusal(e.getMessage());
        }
    }

    private ParameterException refusal(String line) {
        return new ParameterException(spec.commandLine(), line);
    }

    /** Whole seconds below two minutes, minutes above. */
    static String time(Duration duration) {
        return duration.compareTo(Duration.ofMinutes(2)) < 0
                ? duration.toSeconds() + " s"
                : Math.round(duration.toSeconds() / 60.0) + " min";
    }

    private static int fail(String line) {
        System.err.println("error: " + CommandLines.printable(line));
        return 1;
    }
}
