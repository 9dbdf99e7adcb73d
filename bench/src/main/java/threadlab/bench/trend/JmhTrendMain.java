package threadlab.bench.trend;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadlab.bench.cli.Percentage;
import threadlab.bench.cli.Printed;
import threadlab.bench.cli.RegularExpression;
import threadlab.bench.diff.Judging;
import threadlab.bench.diff.ReportArgument;
import threadlab.bench.verdict.Json;
import threadlab.support.cli.CommandLines;

/** Main class of {@code ./lab jmh-trend}. */
@Command(name = "lab jmh-trend", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Follows JMH reports over time: shows for each benchmark its line, and at which reports its "
                + "level has changed, by how much. It takes 4 reports to draw lines, and 12 to show a change.")
public final class JmhTrendMain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "REPORT[,REPORT...]", arity = "1..*",
            description = "A folder whose files and folders are the reports, or the reports one by one, the oldest "
                    + "first. A report is what jmh-diff reads: a file (may be gzip), a folder with the passes of a "
                    + "report, or several with commas between them. If every name has a date, as 2026-01-31 or "
                    + "20260131-1530, the dates give the order; a folder without them has that of the files' times.")
    private List<ReportArgument> reports;

    @Option(names = "--label", paramLabel = "LABEL[,LABEL...]",
            description = "Names of the reports, as many as there are, in place of dates and commits in the names of "
                    + "their files. The order is then the one given.")
    private @Nullable String label;

    @Option(names = "--filter", paramLabel = "PATTERN", converter = RegularExpression.class,
            description = "Follow only benchmarks in whose name, mode, unit or parameters this regular expression is "
                    + "found.")
    private @Nullable Pattern filter;

    @Option(names = "--confidence", converter = Percentage.class, paramLabel = "PERCENT", defaultValue = "99%",
            description = "So many of the changes shown are real, on average. Default: 99%%.")
    private Percentage confidence;

    @Option(names = "--html", paramLabel = "FILE",
            description = "Also write a page with a picture for each benchmark to this file.")
    private @Nullable Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the result as JSON to this file.")
    private @Nullable Path json;

    public static void main(String... args) {
        CommandLines.program(() -> commandLine().execute(args), System.err, System::exit);
    }

    public static CommandLine commandLine() {
        return CommandLines.register(CommandLines.of(new JmhTrendMain()), ReportArgument.class, ReportArgument::parse);
    }

    @Override
    public Integer call() {
        History history = CommandLines.validate(spec, this::history);
        boolean hasBlocks = System.out.charset().newEncoder().canEncode(Sparkline.BLOCKS);
        Printed.print(spec, TrendText.of(history, Printed.width(spec),
                hasBlocks ? Sparkline.BLOCKS : Sparkline.ASCII));
        return Printed.write(spec, html, () -> TrendPage.of(history))
                & Printed.write(spec, json, () -> Json.text(TrendJson.of(history)) + "\n") ? 0 : 1;
    }

    private History history() {
        Judging.requireConfidence(confidence.part());
        ReportArgument.requireOthers(reports, html, json);
        Sources sources = label == null
                ? Sources.of(reports)
                : Sources.labelled(reports, List.of(label.split(",", -1)));
        return HistoryBuilder.history(sources, System.in, filter, confidence.part());
    }
}
