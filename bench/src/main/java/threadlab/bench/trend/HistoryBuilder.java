package threadlab.bench.trend;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import threadlab.bench.diff.BenchmarkKey;
import threadlab.bench.diff.BenchmarkResult;
import threadlab.bench.diff.Change;
import threadlab.bench.diff.JmhReport;
import threadlab.bench.diff.Labels;
import threadlab.bench.diff.Matching;
import threadlab.bench.diff.ReportReader;
import threadlab.bench.diff.Score;
import threadlab.bench.stats.ChangePoint;
import threadlab.bench.stats.ChangePoints;
import threadlab.bench.stats.Forks;
import threadlab.support.PrintableText;

/**
 * Reads reports one after the other and adds the scores of each to the lines of its benchmarks, so that only one report
 * is in memory as a whole.
 */
final class HistoryBuilder {
    /** With fewer there is no line to speak of. */
    static final int FEWEST_REPORTS = 4;

    private final double confidence;
    private final List<History.Report> reports = new ArrayList<>();
    private final List<OpenLine> lines = new ArrayList<>();
    private final TrendNotes notes = new TrendNotes();
    private Set<String> setting = Set.of();

    /** A line that goes on. Its last result, without what takes memory, is what the next report is matched with. */
    private static final class OpenLine {
        private BenchmarkResult last;
        private final List<Line.Point> points = new ArrayList<>();

        private OpenLine(BenchmarkResult first) {
            last = slim(first);
        }

        private static BenchmarkResult slim(BenchmarkResult result) {
            Score primary = result.primary();
            return new BenchmarkResult(result.key(), List.of(),
                    new Score(primary.value(), primary.unit(), List.of(), Double.NaN, 0), Map.of());
        }
    }

    private HistoryBuilder(double confidence) {
        this.confidence = confidence;
    }

    /**
     * Reads the reports.
     *
     * @param filter null for all benchmarks
     * @throws IllegalArgumentException in one line, if there are too few, or one that is named is no report
     */
    static History history(Sources sources, InputStream standardInput, @Nullable Pattern filter, double confidence) {
        var builder = new HistoryBuilder(confidence);
        sources.notes().forEach(builder.notes::add);
        requireEnough(sources.sources().size());
        var reader = new ReportReader(standardInput);
        for (Sources.Source source : sources.sources()) {
            JmhReport report;
            try {
                report = reader.read(List.of(source.argument())).getFirst();
            } catch (IllegalArgumentException e) {
                if (!sources.ofFolder()) {
                    throw e;
                }
                builder.notes.read("Left out: " + PrintableText.of(String.valueOf(e.getMessage())) + ".");
                continue;
            }
            builder.add(source.label(), report, filter);
        }
        requireEnough(builder.reports.size());
        return builder.history(sources.order());
    }

    private static void requireEnough(int reports) {
        if (reports < FEWEST_REPORTS) {
            throw new IllegalArgumentException("there " + (reports == 1 ? "is 1 report" : "are " + reports + " reports")
                    + ": name " + FEWEST_REPORTS + " or more, or a folder with them; jmh-diff compares two");
        }
    }

    private void add(String label, JmhReport report, @Nullable Pattern filter) {
        int index = reports.size();
        reports.add(new History.Report(label, report.name()));
        report.notes().forEach(notes::read);
        notes.setting(label, setting, report.setting());
        setting = new LinkedHashSet<>(report.setting());
        JmhReport now = filter == null ? report : report.filtered(filter);
        var known = new JmhReport("the reports before", lines.stream().map(line -> line.last).toList(), List.of());
        Matching matching = Matching.of(known, now);
        matching.notes().forEach(note -> notes.add("At " + label + ": " + note));
        for (OpenLine line : lines) {
            BenchmarkResult result = matching.of(line.last.key());
            if (result != null) {
                Score score = result.primary().in(line.last.primary().unit());
                notes.unit(result, line.last.primary().unit(), score != null);
                if (score != null) {
                    addPoint(line, index, score);
                    line.last = OpenLine.slim(new BenchmarkResult(result.key(), List.of(), score, Map.of()));
                }
            }
        }
        Set<BenchmarkKey> fresh = Set.copyOf(matching.onlyNow());
        now.results().stream().filter(result -> fresh.contains(result.key())).forEach(result -> {
            var line = new OpenLine(result);
            lines.add(line);
            addPoint(line, index, result.primary());
        });
    }

    /** A score that is no positive number has no logarithm, and no place on the line. */
    private void addPoint(OpenLine line, int index, Score score) {
        if (!(score.value() > 0 && Double.isFinite(score.value()))) {
            return;
        }
        Forks forks = score.forks();
        double reach = forks == null ? Double.NaN : Math.exp(forks.reach(confidence));
        line.points.add(new Line.Point(index, score.value(), score.value() / reach, score.value() * reach));
    }

    private History history(Sources.Order order) {
        List<OpenLine> usable = lines.stream().filter(line -> !line.points.isEmpty()).toList();
        if (usable.isEmpty()) {
            throw new IllegalArgumentException("no benchmark with a positive score is in these reports, or the filter"
                    + " leaves none");
        }
        notes.unusable(lines.size() - usable.size());
        Map<Integer, double[]> series = new LinkedHashMap<>();
        for (int i = 0; i < usable.size(); i++) {
            series.put(i, usable.get(i).points.stream().mapToDouble(point -> Math.log(point.score())).toArray());
        }
        List<Line> found = new ArrayList<>();
        ChangePoints.of(series, confidence).forEach((i, changes) -> found.add(line(usable.get(i), changes)));
        var labels = new Labels(found.stream().map(Line::key).toList());
        notes.presence(found, reports, labels);
        return new History(reports, order, found, labels, notes.lines(), confidence);
    }

    private Line line(OpenLine line, List<ChangePoint> changes) {
        String unit = line.last.primary().unit();
        List<Step> steps = changes.stream().map(change -> new Step(line.points.get(change.at()).report(),
                Change.shown(change.after() > change.before(), line.last.primary().better()), unit, change.before(),
                change.after(), change.ratio(), change.pValue())).toList();
        Line.State state = !steps.isEmpty()
                ? Line.State.CHANGED
                : line.points.size() < ChangePoints.fewest(confidence)
                        ? Line.State.TOO_FEW_REPORTS
                        : Line.State.NO_CHANGE_SHOWN;
        return new Line(line.last.key(), unit, List.copyOf(line.points), steps, state);
    }
}
