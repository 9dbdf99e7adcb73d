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
import threadlab.bench.stats.Verdict;
import threadlab.bench.verdict.Comparison;
import threadlab.bench.verdict.Control;
import threadlab.bench.verdict.Figure;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Ratio;
import threadlab.bench.verdict.Summary;
import threadlab.bench.verdict.Trial;
import threadlab.client.Environment;

/**
 * What the runs of {@code .ci/check-verdict} say, where the truth is known: the same server twice, and a slowed one.
 *
 * @param runs that were whole
 * @param equalVerdicts of one server under two names, figures and runs in all
 * @param equalToldApart of those, wrong: {@code figure in run: ratio} each
 * @param controlToldApart the same of the twin that every run has
 * @param slowedFound runs that called the slowed one slower, that is, its CPU per echo higher
 * @param slowdown the slowed server's CPU per echo by the other's, over all rounds of all runs
 */
record VerdictTally(int runs, int equalVerdicts, List<String> equalToldApart, List<String> controlToldApart,
        int slowedFound, double slowdown) {

    /** {@code VerdictTally FILE...}, or {@code VerdictTally --record RECORD FILE...}, which keeps the figures alone. */
    public static void main(String... args) throws IOException {
        boolean records = args[0].equals("--record");
        List<Comparison> runs = Stream.of(args).skip(records ? 2 : 0).map(Path::of).map(RunFile::read).toList();
        if (records) {
            write(Path.of(args[1]), runs);
        }
        System.out.print(of(runs).text());
    }

    static VerdictTally of(List<Comparison> runs) {
        int whole = 0;
        int verdicts = 0;
        int found = 0;
        List<String> equal = new ArrayList<>();
        List<String> control = new ArrayList<>();
        List<Double> logs = new ArrayList<>();
        for (Comparison run : runs) {
            if (!run.isWhole() || !run.trials().stream().allMatch(Trial::endedWell)) {
                continue;
            }
            whole++;
            List<Summary> rows = Summary.of(run);
            for (var ratio : row(rows, "same").ratios().entrySet()) {
                verdicts++;
                if (ratio.getValue().differs()) {
                    equal.add(text(ratio.getKey(), whole, ratio.getValue()));
                }
            }
            for (var difference : Control.of(run.plan(), rows).toldApart()) {
                control.add(text(difference.figure(), whole, difference.ratio()));
            }
            Ratio slowed = row(rows, "slowed").ratio(Figure.CPU);
            found += slowed.finding().verdict() == Verdict.HIGHER ? 1 : 0;
            logs.add(Math.log(slowed.finding().interval().estimate()));
        }
        return new VerdictTally(whole, verdicts, equal, control, found,
                Math.exp(logs.stream().mapToDouble(log -> log).average().orElse(Double.NaN)));
    }

    private static Summary row(List<Summary> rows, String contestant) {
        return rows.stream().filter(row -> row.contestant().equals(contestant)).findFirst().orElseThrow();
    }

    private static String text(String figure, int run, Ratio ratio) {
        return String.format(Locale.ROOT, "%s in run %d: %.3f (%.3f to %.3f)", figure, run,
                ratio.finding().interval().estimate(), ratio.range().low(), ratio.range().high());
    }

    String text() {
        return String.format(Locale.ROOT, """
                %d runs
                one server under two names: told apart in %d of %d verdicts%s
                the twin of each run: told apart in %d%s
                the slowed server: found slower in %d of %d runs; its CPU per echo is %.3f times the other's
                """, runs, equalToldApart.size(), equalVerdicts, list(equalToldApart), controlToldApart.size(),
                list(controlToldApart), slowedFound, runs, slowdown);
    }

    private static String list(List<String> lines) {
        return lines.stream().map(line -> "\n    " + line).collect(Collectors.joining());
    }

    /** A line of JSON each, compressed, without what tells of the machine's folders. */
    private static void write(Path record, List<Comparison> runs) throws IOException {
        try (Writer out = new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(record)),
                StandardCharsets.UTF_8)) {
            for (Comparison run : runs) {
                out.write(Json.line(withoutCommands(run)) + "\n");
            }
        }
    }

    private static Comparison withoutCommands(Comparison run) {
        Environment here = run.environment();
        List<Trial> trials = run.trials().stream()
                .map(trial -> new Trial(trial.number(), trial.round(), trial.contestant(), trial.point(),
                        trial.outcome(), trial.reason(), List.of(), List.of(), trial.failures(), trial.figures()))
                .toList();
        Plan plan = run.plan();
        return new Comparison(run.schema(), "", List.of(), run.startedAt(), run.elapsedSeconds(),
                new Environment(here.jdk(), "", here.os(), here.cpus(), here.cpuModel(), here.memoryBytes(),
                        here.maxDescriptors()),
                run.pinning(), run.adapted(), plan, trials, List.of());
    }

    static List<Comparison> recorded(InputStream record) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(record),
                StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> Json.read(Comparison.class, line)).toList();
        }
    }
}
