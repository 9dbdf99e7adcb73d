package threadlab.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import threadlab.bench.input.JsonInput;
import threadlab.bench.input.RecordReader;
import threadlab.bench.stats.Verdict;
import threadlab.bench.verdict.Analysis;
import threadlab.bench.verdict.Control;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.Ratio;
import threadlab.bench.verdict.Reading;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.Trial;
import threadlab.client.result.Environment;

/**
 * What the runs of {@code .ci/check-verdict} say, where the truth is known: a server and its control, and a slowed one.
 *
 * @param runs that were complete
 * @param equalVerdicts on the server and its control, of all metrics in all runs
 * @param equalToldApart of those, the wrong ones: {@code metric in run: ratio} each
 * @param equalSame of those, the ones that are the same within the margin
 * @param slowed the slowed server's CPU per echo by the other's, a ratio per run
 * @param seconds that a run took on average
 */
record VerdictTally(int runs, int equalVerdicts, List<String> equalToldApart, int equalSame,
        List<Ratio> slowed, double seconds) {

    /** {@code VerdictTally FILE...}, or {@code VerdictTally --record RECORD FILE...}, which keeps the metrics alone. */
    public static void main(String... args) throws IOException {
        boolean records = args[0].equals("--record");
        List<RunRecord> runs = Stream.of(args).skip(records ? 2 : 0).map(Path::of).map(RunFile::read).toList();
        if (records) {
            write(Path.of(args[1]), runs);
        }
        VerdictTally tally = of(runs);
        System.out.print(tally.text());
        System.out.println("the slowed server the same within the margin in " + tally.slowedSame(runs) + " runs");
    }

    static VerdictTally of(List<RunRecord> runs) {
        int verdicts = 0;
        int same = 0;
        List<String> toldApart = new ArrayList<>();
        List<Ratio> slowed = new ArrayList<>();
        List<RunRecord> whole = runs.stream().filter(RunRecord::isComplete).toList();
        for (RunRecord run : whole) {
            Analysis analysis = Analysis.of(run);
            Control control = analysis.control();
            verdicts += control.tested();
            same += (int) analysis.summaries().stream()
                    .filter(summary -> summary.candidate().equals(run.plan().control()))
                    .flatMap(summary -> summary.ratios().values().stream())
                    .filter(ratio -> ratio.reading(run.plan()) == Reading.SAME).count();
            control.differences().forEach(difference -> toldApart.add(text(run, difference)));
            slowed.add(analysis.summaries().stream().filter(summary -> summary.candidate().equals("slowed"))
                    .findFirst().flatMap(summary -> summary.ratio(Metric.CPU)).orElseThrow());
        }
        return new VerdictTally(whole.size(), verdicts, toldApart, same, slowed,
                whole.stream().mapToDouble(run -> run.invocation().elapsedSeconds()).average().orElse(0));
    }

    /** Runs that called the slowed server slower, that is, its CPU per echo higher. */
    long slowerFound() {
        return slowed.stream().filter(ratio -> ratio.finding().verdict() == Verdict.HIGHER).count();
    }

    /** Runs that called the slowed server the same within the margin. */
    long slowedSame(List<RunRecord> runs) {
        return runs.isEmpty()
                ? 0
                : slowed.stream().filter(ratio -> ratio.reading(runs.getFirst().plan()) == Reading.SAME).count();
    }

    /** Mean of the runs' estimates. */
    double slowdown() {
        return slowed.stream().mapToDouble(ratio -> ratio.range().estimate()).average().orElse(Double.NaN);
    }

    private static String text(RunRecord run, Control.Difference difference) {
        return difference.metric() + " in the run of " + run.invocation().startedAt() + ": " + text(difference.ratio());
    }

    private static String text(Ratio ratio) {
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f) %s", ratio.range().estimate(), ratio.range().low(),
                ratio.range().high(), ratio.finding().verdict());
    }

    String text() {
        return String.format(Locale.ROOT, """
                %d runs of %.0f s and %.1f rounds on average
                a server and its control: told apart in %d of %d verdicts, the same within the margin in %d%s
                a server with %.1f %% more CPU per echo: found slower in %d of %d runs%s
                """, runs, seconds, slowed.stream().mapToInt(Ratio::rounds).average().orElse(0),
                equalToldApart.size(), equalVerdicts, equalSame, indented(equalToldApart),
                (slowdown() - 1) * 100, slowerFound(), runs,
                indented(slowed.stream().map(VerdictTally::text).toList()));
    }

    private static String indented(List<String> lines) {
        return lines.stream().map(line -> "\n    " + line).collect(Collectors.joining());
    }

    /** A line of JSON each, compressed, without what tells of the machine's folders. */
    private static void write(Path record, List<RunRecord> runs) throws IOException {
        try (Writer out = new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(record)),
                StandardCharsets.UTF_8)) {
            for (RunRecord run : runs) {
                out.write(Json.line(withoutCommands(run)) + "\n");
            }
        }
    }

    private static RunRecord withoutCommands(RunRecord run) {
        Environment here = run.setup().environment();
        var environment = new Environment(here.jdk(), "", here.os(), here.cpus(), here.cpuModel(), here.memoryBytes(),
                here.maxDescriptors());
        List<Trial> trials = run.trials().stream().map(
                trial -> new Trial(trial.spec(), trial.result(), new Trial.Commands(List.of(), List.of()))).toList();
        return new RunRecord(run.schema(), new RunRecord.Invocation("", List.of(), run.invocation().startedAt(),
                run.invocation().elapsedSeconds()),
                new RunRecord.Setup(environment, run.setup().cpuAffinity(), run.setup().remarks(), null),
                run.plan(), trials,
                List.of());
    }

    static List<RunRecord> recorded(InputStream record) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(record),
                StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> RecordReader.of(RunRecord.class, JsonInput.of(line))).toList();
        }
    }
}
