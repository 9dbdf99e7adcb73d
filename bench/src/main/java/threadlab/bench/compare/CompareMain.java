package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import threadlab.bench.process.RunFolder;
import threadlab.bench.verdict.BaselineDiff;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Report;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.Trial;
import threadlab.client.cli.ShutdownHook;
import threadlab.client.result.Environment;
import threadlab.support.IoErrors;
import threadlab.support.PrintableText;
import threadlab.support.cli.CommandLines;
import threadlab.support.cli.ProgressLine;
import threadlab.support.cli.Terminal;

/** Measures thread models, and other servers, side by side on this machine and writes a report. */
@Command(name = "lab compare", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Compares thread models, and other servers, under the same load. Trials run in interleaved "
                + "rounds, each with its own server process. Writes compare.json and report.html.")
public final class CompareMain implements Callable<Integer> {
    private static final double DEFAULT_TOLERANCE = 0.05;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlanOptions options;

    @Option(names = "--explain",
            description = "After the rounds, run instrumented trials: system calls by name (strace), pinned "
                    + "virtual threads (JFR). Up to 1,000 sessions.")
    private boolean explain;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Where compare.json and report.html go; a run that is there already is kept, and this one "
                    + "refused. Default: a new folder in lab-report, such as lab-report/1.")
    private @Nullable Path out;

    @Option(names = "--markdown", description = "Print the findings as Markdown, for a pull request.")
    private boolean markdown;

    @Option(names = "--resume", arity = "0..1", fallbackValue = RunFile.DEFAULT_FOLDER, paramLabel = "FILE",
            description = "Continue a run that ended early, from its compare.json or the folder of it; without FILE, "
                    + "the latest one in ${FALLBACK-VALUE}. No other option is allowed.")
    private Path resume;

    @Option(names = "--baseline", paramLabel = "FILE",
            description = "The compare.json of an earlier run, or its folder: show what has changed since, and exit "
                    + "with status 1 if a metric has become worse by more than the tolerance.")
    private Path baseline;

    @Option(names = "--tolerance", converter = Percentage.class, paramLabel = "PERCENT",
            description = "With --baseline: smaller changes for the worse do not count. Default: 5%%.")
    private @Nullable Percentage tolerance;

    /** Read from the baseline. */
    private @Nullable RunRecord earlier;

    public static void main(String... args) {
        CommandLines.program(() -> commandLine().execute(args), System.err, System::exit);
    }

    public static CommandLine commandLine() {
        return CommandLines.of(new CompareMain());
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (CompareRun run = resume == null ? begin() : resume(RunFile.find(resume))) {
            var interrupt = new ShutdownHook();
            return interrupt.hold(() -> {
                interrupt.then(run::stop);
                try {
                    return carryOut(run);
                } catch (IOException e) {
                    return CommandLines.fail(spec, IoErrors.text(e));
                }
            });
        }
    }

    private CompareRun begin() throws IOException, InterruptedException {
        readBaseline();
        List<Candidate> candidates = CommandLines.validate(spec, options::candidates);
        Plan asked = CommandLines.validate(spec, () -> options.plan(candidates));
        Optional<String> problem = options.peers().stream().map(NettyTransport::problemOf).flatMap(Optional::stream)
                .findFirst();
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
        List<String> remarks = new ArrayList<>(options.remarks());
        Plan plan = options.loadsAreDefault() ? Preflight.fitting(asked, remarks) : Preflight.checked(asked);
        CommandLines.validate(spec, () -> check(plan));
        PreparedCandidates prepared = PreparedCandidates.of(candidates, options.needsBackend(), remarks);
        remarks.addAll(Preflight.remarks(prepared.cpuAffinity()));
        List<String> given = spec.commandLine().getParseResult().originalArgs();
        List<String> arguments = Stream.concat(given.stream(), options.measured(given).stream()).toList();
        var invocation = new RunRecord.Invocation(ShellWords.of("./lab", "compare", arguments), arguments,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), 0);
        var setup = new RunRecord.Setup(Environment.here(), prepared.cpuAffinity().toString(), remarks,
                prepared.servers());
        var begun = new RunRecord(RunRecord.SCHEMA, invocation, setup, plan, List.of(), List.of());
        RunFolder folder = out == null
                ? RunFolder.next(Path.of(RunFile.DEFAULT_FOLDER))
                : RunFolder.of(out, RunFile.NAMES);
        announce(begun, options.budget(), folder);
        return new CompareRun(begun, prepared, explain, options.budget(), folder, new ProgressLine(System.err));
    }

    private void readBaseline() {
        if (baseline != null) {
            earlier = CommandLines.validate(spec, () -> RunFile.read(RunFile.find(baseline)));
        } else if (tolerance != null) {
            throw usageError("--tolerance is for --baseline, which is missing");
        }
    }

    /** Refuses a plan in which an option that was given would have nothing to do. */
    private Plan check(Plan plan) {
        if (earlier != null) {
            BaselineDiff.check(earlier, plan);
        }
        if (explain && plan.loadPoints().stream().noneMatch(InstrumentedTrials::covers)) {
            throw new IllegalArgumentException("--explain takes up to " + InstrumentedTrials.MAX_SESSIONS
                    + " sessions, idle ones included, and no load has so few");
        }
        return plan;
    }

    /** Returns the rest of a run, with the same candidates. */
    private CompareRun resume(Path file) throws IOException, InterruptedException {
        if (spec.commandLine().getParseResult().originalArgs().stream().filter(arg -> arg.startsWith("--"))
                .anyMatch(arg -> !arg.startsWith("--resume") && !arg.equals("--markdown"))) {
            throw usageError("--resume continues with the options that the run began with, allowed beside it: none but"
                    + " --markdown");
        }
        RunRecord begun = CommandLines.validate(spec, () -> RunFile.readToResume(file));
        var asBegun = new CompareMain();
        List<Candidate> candidates = candidates(asBegun, begun.invocation().arguments());
        if (!candidates.stream().map(Candidate::name).toList().equals(begun.plan().candidates())) {
            throw usageError(file + " has other candidates than its arguments");
        }
        baseline = asBegun.baseline;
        tolerance = asBegun.tolerance;
        readBaseline();
        String jdk = Environment.here().jdk();
        String jdkThen = begun.setup().environment().jdk();
        if (!jdk.equals(jdkThen)) {
            throw new IOException(file + " was begun on JDK " + jdkThen + ", and this is " + jdk
                    + ": set LAB_JAVA_HOME, or begin a new run");
        }
        PreparedCandidates prepared = PreparedCandidates.of(candidates, asBegun.options.needsBackend(),
                new ArrayList<>());
        JvmProbe.checkSame(begun.setup().servers(), prepared.servers());
        RunFolder folder = RunFolder.of(file.toAbsolutePath().normalize().resolveSibling(""));
        Duration budget = asBegun.options.budget();
        announce(begun, budget, folder);
        return new CompareRun(begun, prepared, asBegun.explain, budget, folder, new ProgressLine(System.err));
    }

    private List<Candidate> candidates(CompareMain asBegun, List<String> arguments) {
        try {
            CommandLines.of(asBegun).parseArgs(arguments.toArray(String[]::new));
            return asBegun.options.candidates();
        } catch (ParameterException | IllegalArgumentException e) {
            throw usageError(resume + " has arguments that are not allowed: " + e.getMessage());
        }
    }

    private static void announce(RunRecord begun, Duration budget, RunFolder folder) {
        System.err.println(Terminal.wrapped(Announcement.of(begun, budget, folder), Terminal.columns(), 2));
        begun.setup().remarks().forEach(System.err::println);
    }

    private int carryOut(CompareRun run) throws IOException, InterruptedException {
        Report report = run.run();
        List<Trial> trials = report.run().trials();
        System.out.print(markdown ? report.markdown() : report.text(Terminal.columns()));
        trials.stream().filter(trial -> trial.result().reason() != null && !markdown)
                .map(CompareRun::reason).forEach(System.out::println);
        System.out.println();
        run.writePage(report);
        System.out.println("report: " + PrintableText.of(run.page().toString()));
        System.out.println("data:   " + PrintableText.of(run.data().toString()));
        boolean held = earlier == null || printChanges(earlier, report.run());
        return !held || trials.isEmpty() || !trials.stream().allMatch(trial -> trial.result().isMeasured()) ? 1 : 0;
    }

    /** Returns whether something could be compared, and nothing has become worse. */
    private boolean printChanges(RunRecord earlier, RunRecord now) {
        double tolerated = tolerance == null ? DEFAULT_TOLERANCE : tolerance.part();
        BaselineDiff changes = BaselineDiff.between(earlier, now, tolerated);
        System.out.println();
        System.out.print(changes.text());
        return changes.isTested() && !changes.isWorse();
    }

    private ParameterException usageError(String line) {
        return new ParameterException(spec.commandLine(), line);
    }

    /** Returns whole seconds below two minutes, minutes above. */
    static String time(Duration duration) {
        return duration.compareTo(Duration.ofMinutes(2)) < 0
                ? duration.toSeconds() + " s"
                : Math.round(duration.toSeconds() / 60.0) + " min";
    }
}
