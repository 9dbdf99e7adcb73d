package threadlab.bench.diff;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadlab.bench.cli.Percentage;
import threadlab.bench.cli.Printed;
import threadlab.bench.verdict.Json;
import threadlab.support.PrintableText;
import threadlab.support.cli.CommandLines;

/** Main class of {@code ./lab jmh-diff}. */
@Command(name = "lab jmh-diff", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Compares JMH reports (-rf json): shows for each benchmark the ratio of the scores, its interval "
                + "and the verdict. Forks are the samples; five or more in each report show most.")
public final class JmhDiffMain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "REPORT[,REPORT...]", arity = "1..*",
            description = "The baseline, then one or more reports that are compared with it. With --by, one report. A "
                    + "report is a file (JSON of JMH or its relatives, or JMH's CSV; may be gzip), - for standard "
                    + "input, or a folder with such files. Several with commas between them are passes of one report; "
                    + "their forks count together. A file may have a 64th of the JVM's memory, which "
                    + "LAB_JAVA_OPTS=-Xmx8g raises.")
    private List<ReportArgument> reports;

    @Option(names = "--by", paramLabel = "PARAM",
            description = "Compare the values of this parameter within one report. Also: method, group (methods of a "
                    + "group), mode, threads, and jvm where one file has several.")
    private @Nullable String by;

    @Option(names = "--base", paramLabel = "VALUE",
            description = "With --by, the value that the others are compared with. Default: the first in the report.")
    private @Nullable String base;

    @Option(names = "--confidence", converter = Percentage.class, paramLabel = "PERCENT", defaultValue = "99%",
            description = "So many of the differences shown are real, on average. Default: 99%%.")
    private Percentage confidence;

    @Option(names = "--margin", converter = Percentage.class, paramLabel = "PERCENT", defaultValue = "5%",
            description = "Scores are called the same if the whole interval is within this. Default: 5%%.")
    private Percentage margin;

    @Mixin
    private ViewOptions viewOptions;

    @Option(names = "--markdown", description = "Print Markdown for a pull request.")
    private boolean markdown;

    @Option(names = "--csv", description = "Print CSV, with all digits.")
    private boolean csv;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a page with charts to this file.")
    private @Nullable Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the result as JSON to this file.")
    private @Nullable Path json;

    @Mixin
    private GateOptions gateOptions;

    public static void main(String... args) {
        CommandLines.program(() -> commandLine().execute(args), System.err, System::exit);
    }

    public static CommandLine commandLine() {
        CommandLine line = CommandLines.register(CommandLines.of(new JmhDiffMain()), ReportArgument.class,
                ReportArgument::parse);
        return CommandLines.register(line, Threshold.class, Threshold::parse);
    }

    @Override
    public Integer call() {
        View view = viewOptions.view();
        Diff diff = view.sorted(CommandLines.validate(spec, this::diff));
        Printed.print(spec, text(diff, view));
        boolean written = Printed.write(spec, html, () -> DiffPage.of(diff))
                & Printed.write(spec, json, () -> Json.text(DiffJson.of(diff)) + "\n");
        Gate gate = gateOptions.gate();
        int status = gate.isAsked() ? told(gate.check(diff)) : Gate.PASSED;
        return written ? status : Gate.FAILED;
    }

    private int told(Gate.Result result) {
        result.lines().forEach(line -> spec.commandLine().getErr().println(PrintableText.of(line)));
        spec.commandLine().getErr().flush();
        return result.status();
    }

    private String text(Diff diff, View view) {
        if (csv) {
            return DiffCsv.of(diff, view);
        }
        return markdown
                ? DiffMarkdown.of(diff, view)
                : DiffTable.text(diff, view, Printed.width(spec), Printed.isOnTerminal(spec));
    }

    private Diff diff() {
        if (csv && markdown) {
            throw new IllegalArgumentException("--csv and --markdown are both given, allowed: one of them");
        }
        var judging = new Judging(confidence.part(), margin.part());
        ReportArgument.requireOthers(reports, html, json);
        if (by != null) {
            if (by.isEmpty()) {
                throw new IllegalArgumentException("by is '', allowed: the name of a parameter");
            }
            if (reports.size() > 1) {
                throw new IllegalArgumentException("--by compares within one report, and there are " + reports.size());
            }
            String value = base == null ? null : PrintableText.of(base);
            return Diff.by(new Splitting(PrintableText.of(by), value), read().getFirst(), judging);
        }
        if (base != null) {
            throw new IllegalArgumentException("base is '" + base + "', allowed: with --by only");
        }
        if (reports.size() < 2) {
            throw new IllegalArgumentException("there is one report: name another to compare it with, or --by PARAM");
        }
        List<JmhReport> read = read();
        return Diff.of(read.getFirst(), read.subList(1, read.size()), judging);
    }

    private List<JmhReport> read() {
        return viewOptions.filtered(new ReportReader(System.in).read(reports));
    }
}
