package threadlab.bench.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.ProfilersFailedException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.ExitCode;
import threadlab.bench.process.RunFolder;
import threadlab.bench.verdict.Json;
import threadlab.support.AtomicFile;
import threadlab.support.PrintableText;
import threadlab.support.cli.CommandLines;

/**
 * Main class of {@code ./lab jmh}. It takes the options of JMH, adds the defaults of a profile, and writes the
 * environment of the run to a file beside the results. {@code benchmarks.jar} without this class is plain JMH.
 */
public final class JmhMain {
    private static final String FULL = "--full";
    private static final Path DEFAULT_FOLDER = Path.of("lab-jmh");
    private static final String HELP = """
            Usage: ./lab jmh [--full] [OPTIONS OF JMH]

            Runs the JMH benchmarks. Writes jmh-result.json, and jmh-environment.json beside it, into a new folder
            in lab-jmh, or the file that -rff names, which must not be there yet.
            Defaults: %s
            or, with --full, what the benchmarks are published with. JMH's own help:

            """.formatted(JmhProfile.SHORT_OPTIONS);

    private final List<String> arguments;
    private final JmhProfile profile;
    private final String[] jmhArguments;

    private JmhMain(List<String> arguments) {
        this.arguments = arguments;
        profile = arguments.contains(FULL) ? JmhProfile.FULL : JmhProfile.SHORT;
        jmhArguments = arguments.stream().filter(word -> !word.equals(FULL))
                .map(word -> word.equals("--help") ? "-h" : word)
                .toArray(String[]::new);
    }

    public static void main(String... arguments) {
        CommandLines.program(() -> run(arguments), System.err, System::exit);
    }

    static int run(String... arguments) {
        if (List.of(arguments).equals(List.of("--version"))) {
            System.out.println(CommandLines.version());
            return ExitCode.OK;
        }
        var main = new JmhMain(List.of(arguments));
        try {
            var given = new CommandLineOptions(main.jmhArguments);
            Options options = main.profile.complete(given);
            var values = new TriedValues(options);
            return isQuestion(given) ? main.answer(given) : main.measureInto(options, values);
        } catch (CommandLineOptionException | IllegalArgumentException e) {
            return fail(ExitCode.USAGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return fail(ExitCode.SOFTWARE, reason(e));
        }
    }

    private static boolean isQuestion(CommandLineOptions given) {
        return given.shouldHelp() || given.shouldList() || given.shouldListWithParams() || given.shouldListProfilers()
                || given.shouldListResultFormats();
    }

    private int answer(CommandLineOptions given) throws IOException {
        System.out.print(given.shouldHelp() ? HELP : "");
        Main.main(jmhArguments);
        return 0;
    }

    private int measureInto(Options options, TriedValues values) {
        if (options.getResult().hasValue()) {
            Path results = JmhEnvironment.results(options);
            Optional<Path> there = Stream.of(results, JmhEnvironment.beside(results)).filter(JmhMain::isFilled)
                    .findFirst();
            return there.isEmpty()
                    ? measure(options, values)
                    : fail(ExitCode.USAGE, there.get() + " is there already, and is kept: name another file");
        }
        try (RunFolder folder = RunFolder.next(DEFAULT_FOLDER)) {
            Path results = folder.path().resolve(JmhEnvironment.results(options));
            return measure(new OptionsBuilder().parent(options).result(results.toString()).build(), values);
        } catch (IOException e) {
            return fail(ExitCode.SOFTWARE, reason(e));
        }
    }

    /** A file that JMH has made before it failed is empty, and a device is nothing to lose. */
    private static boolean isFilled(Path file) {
        return Files.isRegularFile(file) && file.toFile().length() > 0;
    }

    private int measure(Options options, TriedValues values) {
        Path results = JmhEnvironment.results(options);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteEmpty(results), "delete an empty result"));
        try {
            return measured(options, values);
        } finally {
            deleteEmpty(results);
        }
    }

    /** JMH makes the file before it measures. */
    private static void deleteEmpty(Path results) {
        if (Files.isRegularFile(results) && results.toFile().length() == 0) {
            results.toFile().delete();
        }
    }

    private int measured(Options options, TriedValues values) {
        System.err.println(profile);
        String startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        try {
            Collection<RunResult> results = run(options);
            writeEnvironment(options, startedAt, results);
            int missing = values.missingIn(results);
            return missing == 0
                    ? 0
                    : fail(ExitCode.SOFTWARE,
                            missing + " of the measurements failed; JMH has printed the reason above");
        } catch (ProfilersFailedException e) {
            return fail(ExitCode.USAGE, reason(e));
        } catch (RunnerException | IOException e) {
            return fail(ExitCode.SOFTWARE, reason(e));
        }
    }

    private static Collection<RunResult> run(Options options) throws RunnerException {
        try {
            return new Runner(options).run();
        } catch (RuntimeException e) { // if -jvm or -o names a file that cannot be used
            throw new RunnerException("JMH could not run", e);
        }
    }

    private void writeEnvironment(Options options, String startedAt, Collection<RunResult> results) throws IOException {
        if (results.isEmpty()) {
            return;
        }
        Path file = JmhEnvironment.beside(JmhEnvironment.results(options));
        var environment = JmhEnvironment.of(arguments, profile, startedAt, results.iterator().next().getParams());
        AtomicFile.write(file, Json.text(environment) + "\n");
        System.out.println("The results are in " + PrintableText.of(JmhEnvironment.results(options).toString())
                + ", their environment in " + PrintableText.of(file.toString()));
    }

    /** Returns what failed and the root cause. The exceptions of JMH between these repeat them. */
    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String line = String.valueOf(e.getMessage()).replaceFirst("^ERROR: ", "");
        return root == e ? line : line + ": " + root.getMessage();
    }

    private static int fail(int status, String line) {
        System.err.println(CommandLines.errorLine(line));
        if (status == ExitCode.USAGE) {
            System.err.println("Try './lab jmh --help'.");
        }
        return status;
    }
}
