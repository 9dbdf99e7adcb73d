package threadlab.bench.diff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadlab.bench.cli.Percentage;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.NumberFormat;
import threadlab.client.cli.CommandLines;
import threadlab.client.result.WholeFile;

/** Compares JMH reports, of this lab or of anybody, and says what is a difference and what is noise. */
@Command(name = "lab jmh-diff", mixinStandardHelpOptions = true, version = "threadlab 0.1.0", sortOptions = false,
        description = "Compares JMH reports (-rf json): for each benchmark the ratio, how sure it is, and what it shows. "
                + "Forks are what is independent, so it takes two or more in each report.")
public final class JmhDiffMain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE[,FILE...]", arity = "1..*", converter = ReportGroup.class,
            description = "The base, then one or more reports that are compared with it. With --by, one report. A "
                    + "report may be several files, passes of the same measurement, whose forks count together. A file "
                    + "may have a 64th of the JVM's memory, which LAB_JAVA_OPTS=-Xmx8g raises.")
    private List<ReportGroup> reports;

    @Option(names = "--by", paramLabel = "PARAM",
            description = "Compare the values of this parameter within one report, with the first of them.")
    private String by;

    @Option(names = "--markdown", description = "Print Markdown, for a pull request.")
    private boolean markdown;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with charts as well.")
    private Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON to this file as well.")
    private Path json;

    @Option(names = "--fail-on-slower", converter = Percentage.class, paramLabel = "PERCENT",
            description = "Exit with 1 if a benchmark is shown to be slower, by more than this: 5%%.")
    private Percentage tolerance;

    public static void main(String... args) {
        System.exit(commandLine().execute(args));
    }

    public static CommandLine commandLine() {
        return CommandLines.of(new JmhDiffMain());
    }

    @Override
    public Integer call() {
        Diff diff;
        try {
            diff = diff();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        spec.commandLine().getOut().print(markdown ? DiffTable.markdown(diff) : DiffTable.text(diff));
        spec.commandLine().getOut().flush();
        boolean written = write(html, () -> DiffPage.of(diff)) & write(json, () -> Json.text(DiffJson.of(diff)) + "\n");
        return written && isFastEnough(diff) ? 0 : 1;
    }

    private Diff diff() {
        if (by != null) {
            if (by.isEmpty()) {
                throw new IllegalArgumentException("by is '', allowed: the name of a parameter");
            }
            if (reports.size() > 1) {
                throw new IllegalArgumentException("--by compares within one report, and there are " + reports.size());
            }
            return Diff.by(CommandLines.printable(by), read().getFirst());
        }
        if (reports.size() < 2) {
            throw new IllegalArgumentException("there is one report: name another to compare it with, or --by PARAM");
        }
        List<JmhReport> read = read();
        return Diff.of(read.getFirst(), read.subList(1, read.size()));
    }

    private List<JmhReport> read() {
        List<JmhReport> read = reports.stream().map(passes -> ReportReader.read(passes.files())).toList();
        requireDifferentFiles(reports.stream().flatMap(passes -> passes.files().stream()).toList());
        return read.stream().map(JmhReport::name).distinct().count() == read.size() ? read : namedByPath(read);
    }

    private List<JmhReport> namedByPath(List<JmhReport> read) {
        return IntStream.range(0, read.size())
                .mapToObj(i -> new JmhReport(CommandLines.printable(reports.get(i).files().getFirst().toString()),
                        read.get(i).setting(), read.get(i).results()))
                .toList();
    }

    /** A report compared with itself, or with its copy, would only ever say that nothing has changed. */
    private static void requireDifferentFiles(List<Path> files) {
        for (int i = 0; i < files.size(); i++) {
            for (int j = i + 1; j < files.size(); j++) {
                if (isTheSame(files.get(i), files.get(j))) {
                    throw new IllegalArgumentException(
                            files.get(i) + " and " + files.get(j) + " are the same report");
                }
            }
        }
    }

    private static boolean isTheSame(Path one, Path other) {
        try {
            return Files.isRegularFile(one) && Files.isRegularFile(other) && Files.mismatch(one, other) < 0;
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private boolean write(Path file, Supplier<String> text) {
        if (file == null) {
            return true;
        }
        try {
            WholeFile.write(file, text.get());
            return true;
        } catch (IOException e) {
            say("error: cannot write " + file + ": " + WholeFile.reason(e));
            return false;
        }
    }

    private boolean isFastEnough(Diff diff) {
        List<Row> slower = tolerance == null ? List.of() : diff.slowerBy(tolerance.part());
        if (!slower.isEmpty()) {
            say(slower.size() + " slower by more than " + NumberFormat.percent(tolerance.part()) + ": "
                    + slower.stream().map(row -> row.key().toString()).collect(Collectors.joining(", ")));
        }
        return slower.isEmpty();
    }

    private void say(String line) {
        spec.commandLine().getErr().println(CommandLines.printable(line));
        spec.commandLine().getErr().flush();
    }
}
