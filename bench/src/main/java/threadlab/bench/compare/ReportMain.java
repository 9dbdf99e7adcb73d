package threadlab.bench.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadlab.bench.report.ComparePage;
import threadlab.bench.verdict.Report;
import threadlab.support.AtomicFile;
import threadlab.support.PrintableText;
import threadlab.support.cli.CommandLines;
import threadlab.support.cli.Terminal;

/** Draws the report of a run again, from its data alone. */
@Command(name = "lab report", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Writes the report of a compare.json, also of a run that ended early.")
public final class ReportMain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", defaultValue = RunFile.DEFAULT_FOLDER, paramLabel = "FILE",
            description = "The compare.json of a run, or its folder, also of somebody else's: it is drawn, "
                    + "and nothing in it is run. Default: the latest run in ${DEFAULT-VALUE}. It may "
                    + "be as large as a 128th of the JVM's heap; LAB_JAVA_OPTS=-Xmx8g raises that.")
    private Path data;

    @Option(names = "--out", paramLabel = "FILE",
            description = "Where the page goes. Default: report.html beside FILE. A link stays, and the file that "
                    + "it leads to is replaced; a device or a pipe is written into.")
    private Path to;

    @Option(names = "--markdown", description = "Print the answer as Markdown, for a pull request.")
    private boolean markdown;

    public static void main(String... args) {
        CommandLines.program(() -> commandLine().execute(args), System.err, System::exit);
    }

    public static CommandLine commandLine() {
        return CommandLines.of(new ReportMain());
    }

    @Override
    public Integer call() throws IOException {
        Path file = RunFile.find(data);
        Path page = to == null ? file.resolveSibling(RunFile.PAGE) : to;
        Report report = CommandLines.validate(spec, () -> {
            if (AtomicFile.isSame(page, file)) {
                throw new IllegalArgumentException("out is " + page + ", which is the data; write to another file");
            }
            return Report.of(RunFile.read(file));
        });
        AtomicFile.write(page, ComparePage.of(report));
        PrintWriter out = spec.commandLine().getOut();
        out.println(markdown ? report.markdown() : report.text(Terminal.columns()));
        out.println("report: " + PrintableText.of(page.toAbsolutePath().normalize().toString()));
        out.flush();
        return 0;
    }
}
