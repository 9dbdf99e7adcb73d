package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** Draws the report of a run again, whole or ended early, from its data alone. */
@Command(name = "lab report", mixinStandardHelpOptions = true, version = "threadlab 0.1.0", sortOptions = false,
        description = "Writes the report of a compare.json, also of a run that ended early.")
public final class ReportMain implements Callable<Integer> {
    private static final String NOT_WHOLE = "it is not JSON, or not whole";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The compare.json of a run.")
    private Path data;

    @Option(names = "--out", paramLabel = "FILE",
            description = "Where the page goes. Default: report.html beside FILE.")
    private Path out;

    public static void main(String... args) {
        System.exit(new CommandLine(new ReportMain()).execute(args));
    }

    @Override
    public Integer call() {
        Comparison run = read();
        List<Summary> summary = Summary.of(run);
        Path page = out == null ? data.resolveSibling("report.html") : out;
        try {
            Report.write(page, Report.page(run, summary));
        } catch (IOException e) {
            System.err.println("error: cannot write " + page + ": " + e.getClass().getSimpleName());
            return 1;
        }
        System.out.print(Table.of(summary, run.plan()));
        System.out.println("report: " + page.toAbsolutePath().normalize());
        return 0;
    }

    private Comparison read() {
        try {
            String text = Files.readString(data);
            Object schema = JSON.std.mapFrom(text).get("schema");
            if (!Comparison.SCHEMA.equals(schema)) {
                throw refusal("its schema is " + schema + ", this version reads " + Comparison.SCHEMA);
            }
            Comparison run = Json.read(Comparison.class, text);
            if (run.plan() == null || run.trials() == null) {
                throw refusal(NOT_WHOLE);
            }
            return run;
        } catch (NoSuchFileException e) {
            throw refusal("there is no such file");
        } catch (IOException e) {
            throw refusal("it cannot be read as text");
        } catch (JacksonException e) {
            throw refusal(NOT_WHOLE);
        }
    }

    private ParameterException refusal(String reason) {
        return new ParameterException(spec.commandLine(), data + " is no run of compare: " + reason);
    }
}
