package threadlab.bench.diff;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadlab.bench.cli.Percentage;

/** Options that decide on the exit status. */
final class GateOptions {
    @Option(names = "--fail-on-slower", converter = Percentage.class, paramLabel = "PERCENT",
            description = "Exit with 1 if a benchmark is shown to be slower by more than this, such as 5%%, or with 4 "
                    + "if that is shown within one fork only. Also if no benchmark can be judged.")
    private @Nullable Percentage tolerance;

    @Option(names = "--threshold", paramLabel = "PATTERN=PERCENT",
            description = "The same for benchmarks in whose name, mode, unit or parameters this regular expression is "
                    + "found, such as 'Json.*=10%%'. May be given several times; the first one that is found counts.")
    private List<Threshold> thresholds = List.of();

    @Option(names = "--fail-on-missing",
            description = "Exit with 1 if a report lacks a benchmark that the baseline has.")
    private boolean failOnMissing;

    @Option(names = "--fail-on-unjudged", description = "Exit with 1 if a benchmark can not be judged.")
    private boolean failOnUnjudged;

    Gate gate() {
        return new Gate(tolerance == null ? null : tolerance.part(), thresholds, failOnMissing, failOnUnjudged);
    }
}
