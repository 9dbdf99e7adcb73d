package threadlab.bench.diff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadlab.bench.cli.Percentage;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.NumberFormat;
import threadlab.support.AtomicFile;
import threadlab.support.FileAccessException;
import threadlab.support.IoErrors;
import threadlab.support.PrintableText;
import threadlab.support.cli.CommandLines;

/** Main class of {@code ./lab jmh-diff}. */
@Command(name = "lab jmh-diff", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Compares JMH reports (-rf json): shows for each benchmark the ratio of the scores, its interval "
                + "and the verdict. Each report needs two or more forks, since only forks are independent.")
public final class JmhDiffMain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE[,FILE...]", arity = "1..*",
            description = "The baseline, then one or more reports that are compared with it. With --by, one report. "
                    + "Several files with commas between them are passes of one report; their forks count together. A "
                    + "file may have a 64th of the JVM's memory, which LAB_JAVA_OPTS=-Xmx8g raises.")
    private List<ReportGroup> reports;

    @Option(names = "--by", paramLabel = "PARAM",
            description = "Compare the values of this parameter within one report with the first of them.")
    private @Nullable String by;

    @Option(names = "--markdown", description = "Print Markdown for a pull request.")
    private boolean markdown;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a page with charts to this file.")
    private @Nullable Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the result as JSON to this file.")
    private @Nullable Path json;

    @Option(names = "--fail-on-slower", converter = Percentage.class, paramLabel = "PERCENT",
            description = "Exit with 1 if a benchmark is shown to be slower by more than this, such as 5%%.")
    private @Nullable Percentage tolerance;

    public static void main(String... args) {
        CommandLines.program(() -> commandLine().execute(args), System.err, System::exit);
    }

    public static CommandLine commandLine() {
        return CommandLines.register(CommandLines.of(new JmhDiffMain()), ReportGroup.class, ReportGroup::parse);
    }

    @Override
    public Integer call() {
        Diff diff = CommandLines.validate(spec, this::diff);
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
            return Diff.by(PrintableText.of(by), read().getFirst());
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
                .mapToObj(i -> new JmhReport(PrintableText.of(reports.get(i).files().getFirst().toString()),
                        read.get(i).setting(), read.get(i).results()))
                .toList();
    }

    /** A report and its copy would only ever show that nothing has changed. */
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
            throw new IllegalArgumentException(IoErrors.text(e), e);
        }
    }

    private boolean write(@Nullable Path file, Supplier<String> text) {
        if (file == null) {
            return true;
        }
        try {
            AtomicFile.write(file, text.get());
            return true;
        } catch (FileAccessException e) {
            CommandLines.fail(spec, e.getMessage());
            return false;
        }
    }

    private boolean isFastEnough(Diff diff) {
        if (tolerance == null) {
            return true;
        }
        if (diff.rows().stream().allMatch(row -> row.change() == Change.TOO_FEW_SAMPLES)) {
            CommandLines.fail(spec, "nothing could be compared: each report needs two or more forks (-f 2)");
            return false;
        }
        List<Row> slower = diff.slowerBy(tolerance.part());
        if (!slower.isEmpty()) {
            CommandLines.fail(spec, slower.size() + " slower by more than " + NumberFormat.percent(tolerance.part())
                    + ": " + slower.stream().map(row -> row.key().toString()).collect(Collectors.joining(", ")));
        }
        return slower.isEmpty();
    }
}
