package threadlab.bench.jmh;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.ProfilersFailedException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import threadlab.bench.verdict.Json;
import threadlab.client.cli.CommandLines;
import threadlab.client.result.WholeFile;

/**
 * JMH as a command of the lab: its own options, a profile for what they leave open, and beside the results a file that
 * says where they were measured. {@code benchmarks.jar} by itself is plain JMH.
 */
public final class JmhMain {
    private static final String FULL = "--full";
    private static final String HELP = """
            Usage: ./lab jmh [--full] [OPTIONS OF JMH]

            Runs the JMH benchmarks. Writes jmh-result.json, and jmh-environment.json beside it.
            What is not given is %s
            or, with --full, what the benchmarks are published with. JMH's own help:

            """.formatted(JmhProfile.SHORT_OPTIONS);

    private final List<String> arguments;
    private final JmhProfile profile;
    private final String[] ofJmh;

    private JmhMain(List<String> arguments) {
        this.arguments = arguments;
        profile = arguments.contains(FULL) ? JmhProfile.FULL : JmhProfile.SHORT;
        ofJmh = arguments.stream().filter(word -> !word.equals(FULL)).map(word -> word.equals("--help") ? "-h" : word)
                .toArray(String[]::new);
    }

    public static void main(String... arguments) throws IOException {
        System.exit(run(arguments));
    }

    static int run(String... arguments) throws IOException {
        var main = new JmhMain(List.of(arguments));
        try {
            var given = new CommandLineOptions(main.ofJmh);
            Options options = main.profile.complete(given);
            var points = new TriedValues(options);
            return isQuestion(given) ? main.answer(given) : main.measure(options, points);
        } catch (CommandLineOptionException | IllegalArgumentException e) {
            return fail(2, e.getMessage());
        }
    }

    private static boolean isQuestion(CommandLineOptions given) {
        return given.shouldHelp() || given.shouldList() || given.shouldListWithParams() || given.shouldListProfilers()
                || given.shouldListResultFormats();
    }

    private int answer(CommandLineOptions given) throws IOException {
        System.out.print(given.shouldHelp() ? HELP : "");
        Main.main(ofJmh);
        return 0;
    }

    private int measure(Options options, TriedValues points) {
        System.err.println(profile);
        String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        try {
            Collection<RunResult> results = run(options);
            keepEnvironment(options, started, results);
            int missing = points.missingIn(results);
            return missing == 0 ? 0 : fail(1, missing + " of the measurements failed; JMH tells the reason above");
        } catch (ProfilersFailedException e) {
            return fail(2, reason(e));
        } catch (RunnerException | IOException e) {
            return fail(1, reason(e));
        }
    }

    private static Collection<RunResult> run(Options options) throws RunnerException {
        try {
            return new Runner(options).run();
        } catch (RuntimeException e) { // where -jvm or -o names what cannot be used
            throw new RunnerException("JMH could not run", e);
        }
    }

    private void keepEnvironment(Options options, String started, Collection<RunResult> results) throws IOException {
        if (results.isEmpty()) {
            return;
        }
        Path file = JmhEnvironment.beside(JmhEnvironment.results(options));
        var environment = JmhEnvironment.of(arguments, profile, started, results.iterator().next().getParams());
        try {
            WholeFile.write(file, Json.text(environment) + "\n");
        } catch (IOException e) {
            throw new IOException("cannot write the environment", e);
        }
        System.out.println("Where it was measured is in " + CommandLines.printable(file.toString()));
    }

    /** Between what was tried and why it failed, JMH says the same again. */
    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String line = String.valueOf(e.getMessage()).replaceFirst("^ERROR: ", "");
        return root == e ? line : line + ": " + root.getMessage();
    }

    private static int fail(int status, String line) {
        System.err.println("error: " + CommandLines.printable(line));
        return status;
    }
}
