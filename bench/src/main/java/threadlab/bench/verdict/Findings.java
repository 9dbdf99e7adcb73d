package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import threadlab.bench.stats.Crossover;
import threadlab.bench.stats.MinMedianMax;

/**
 * What a run says, in sentences: the same on the page, in the terminal and in Markdown.
 *
 * @param headline what the first rival costs by the base, and how far the run can be trusted
 * @param details why, where one overtakes another, what the others cost, what newcomers see, what was the limit
 */
public record Findings(List<String> headline, List<String> details) {
    /** More ratios than this are told by their extent. */
    private static final int SPELLED_OUT = 4;

    public static Findings of(RunRecord run, List<Summary> rows) {
        return new Writer(run, rows).answer();
    }

    private record Writer(RunRecord run, List<Summary> rows) {

        Findings answer() {
            Plan plan = run.plan();
            if (plan.rivals().isEmpty()) {
                return new Findings(
                        List.of(plan.base() + " took part alone: there is nothing to compare it with.", trust()),
                        caveats());
            }
            List<String> details = new ArrayList<>();
            plan.settings().stream().skip(1).map(setting -> cost(plan.rivals().getFirst(), setting))
                    .forEach(details::add);
            String baseOverTls = TlsCost.over(plan.base()); // what it costs by the base is what TLS costs the base
            Map<String, String> tlsCosts = TlsCost.sentences(run);
            if (plan.rivals().getFirst().equals(baseOverTls)) {
                tlsCosts.remove(plan.base());
            }
            details.addAll(tlsCosts.values());
            details.addAll(Explainer.of(run, rows));
            LoadCrossover.of(run, rows).forEach(crossing -> details.addAll(crossingSentences(crossing)));
            plan.rivals().stream().skip(1).filter(rival -> !rival.equals(baseOverTls)).forEach(
                    rival -> plan.settings().forEach(setting -> details.add(cost(rival, setting))));
            details.addAll(newcomers());
            details.addAll(caveats());
            return new Findings(List.of(cost(plan.rivals().getFirst(), plan.settings().getFirst()), trust()), details);
        }

        /** What a rival spends by the base, at each number of sessions of one setting. */
        private String cost(String rival, LoadPoint setting) {
            boolean cpuKnown = rows.stream().anyMatch(row -> row.ratio(Metric.CPU) != null);
            Metric figure = cpuKnown ? Metric.CPU : Metric.RATE;
            String what = cpuKnown ? "the server CPU per echo of " : "the echoes per second of ";
            List<Summary> mine = rows.stream()
                    .filter(row -> row.contestant().equals(rival) && row.point().setting().equals(setting))
                    .sorted(Comparator.comparing(row -> row.point().sessions())).toList();
            List<Summary> known = mine.stream().filter(row -> row.ratio(figure) != null).toList();
            String base = run.plan().base() + (run.plan().settings().size() > 1
                    ? " (" + setting.settingText() + ")"
                    : "");
            if (known.isEmpty()) {
                return "No ratio of " + rival + " to " + base + " could be formed: no round holds a figure of both.";
            }
            if (known.stream().noneMatch(row -> row.ratio(figure).isJudged())) {
                return rival + (cpuKnown ? " spent " : " completed ")
                        + NumberFormat.listed(known.stream().map(row -> at(row, figure, true)).toList()) + " " + what
                        + base
                        + "; fewer than four rounds show no difference, whatever they hold.";
            }
            List<Summary> differing = known.stream().filter(row -> row.ratio(figure).differs()).toList();
            List<Summary> same = known.stream().filter(row -> !row.ratio(figure).differs()).toList();
            String none = same.isEmpty() ? "" : noDifference(same, figure);
            if (differing.isEmpty()) {
                return "No difference in " + what.substring(4, what.length() - 4) + " between " + rival + " and "
                        + base + " is shown: " + none + ".";
            }
            return rival + (cpuKnown ? " spends " : " completes ") + differences(differing, figure, what + base)
                    + (none.isEmpty() ? "" : "; no difference is shown " + none) + ".";
        }

        private static String differences(List<Summary> differing, Metric figure, String what) {
            if (differing.size() <= SPELLED_OUT) {
                String first = NumberFormat.times(differing.getFirst().ratio(figure).range().estimate()) + " times "
                        + what
                        + " at " + place(differing.getFirst(), figure, true);
                return NumberFormat.listed(Stream.concat(Stream.of(first),
                        differing.stream().skip(1).map(row -> at(row, figure, false))).toList());
            }
            List<Double> estimates = differing.stream().map(row -> row.ratio(figure).range().estimate()).sorted()
                    .toList();
            return NumberFormat.times(estimates.getFirst()) + " to " + NumberFormat.times(estimates.getLast())
                    + " times " + what
                    + " at " + NumberFormat.numbers(differing.stream().map(row -> row.point().sessions()).toList())
                    + " sessions";
        }

        private static String at(Summary row, Metric figure, boolean unit) {
            return NumberFormat.times(row.ratio(figure).range().estimate()) + " times at " + place(row, figure, unit);
        }

        private static String place(Summary row, Metric figure, boolean unit) {
            return (unit ? NumberFormat.sessions(row.point().sessions()) : NumberFormat.count(row.point().sessions()))
                    + " ("
                    + NumberFormat.range(row.ratio(figure).range()) + ")";
        }

        private static String noDifference(List<Summary> same, Metric figure) {
            return NumberFormat.listed(same.stream().map(row -> {
                Double smallest = row.ratio(figure).finding().smallestDifference();
                return "at " + NumberFormat.count(row.point().sessions()) + " ("
                        + NumberFormat.range(row.ratio(figure).range())
                        + (smallest == null ? "" : "; " + NumberFormat.percent(smallest) + " or more would have shown")
                        + ")";
            }).toList());
        }

        /** What the control says. */
        private String trust() {
            String base = run.plan().base();
            Control control = Control.of(run.plan(), rows);
            if (control.judged() == 0) {
                return "Whether the machine was calm enough cannot be told: the control, " + base
                        + " against itself, needs four rounds.";
            }
            if (!control.toldApart().isEmpty()) {
                Control.Difference worst = control.toldApart().getFirst();
                return "Do not trust this run: it tells " + base + " from its own twin ("
                        + NumberFormat.figure(worst.figure())
                        + " at "
                        + NumberFormat.sessions(worst.point().sessions()) + ": "
                        + NumberFormat.times(worst.ratio().range().estimate())
                        + " times, " + NumberFormat.range(worst.ratio().range())
                        + "), so this machine was too noisy, or something else ran beside it.";
            }
            return "The control holds: " + base
                    + " and its twin, the same server under two names, are not told apart in "
                    + control.judged() + (control.judged() == 1 ? " ratio." : " ratios.");
        }

        private static List<String> crossingSentences(LoadCrossover crossing) {
            List<String> sentences = new ArrayList<>();
            List<Crossover> shown = crossing.crossovers().stream()
                    .filter(c -> c.lastBefore() != null || c.firstAfter() != null).toList();
            for (Crossover crossover : shown) {
                sentences.add(String.format(Locale.ROOT, "%s %s %s at about %s, %s.", crossing.contestant(),
                        crossover.rising() ? "falls behind" : "overtakes", crossing.other(),
                        NumberFormat.sessions((int) Math.round(twoDigits(crossover.sessions()))), where(crossover)));
            }
            if (crossing.noDifferenceUpTo() != null && !shown.isEmpty()) {
                sentences.add("Up to " + NumberFormat.sessions(crossing.noDifferenceUpTo()) + " no difference between "
                        + crossing.contestant() + " and " + crossing.other() + " is shown.");
            }
            return sentences;
        }

        private static double twoDigits(double number) {
            double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(number)) - 1));
            return Math.round(number / unit) * unit;
        }

        private static String where(Crossover crossover) {
            if (crossover.lastBefore() == null) {
                return "at " + NumberFormat.count(crossover.firstAfter()) + " at the latest";
            }
            return crossover.firstAfter() == null
                    ? "above " + NumberFormat.count(crossover.lastBefore())
                    : "between " + NumberFormat.count(crossover.lastBefore()) + " and "
                            + NumberFormat.count(crossover.firstAfter());
        }

        /** At the largest point, where servers differ most in this. */
        private List<String> newcomers() {
            List<LoadPoint> points = run.plan().points().stream()
                    .filter(point -> rows.stream().anyMatch(
                            row -> row.point().equals(point) && row.spread(Metric.NEWCOMER_MAX) != null))
                    .toList();
            if (points.isEmpty()) {
                return List.of();
            }
            LoadPoint largest = points.stream().max(Comparator.comparing(LoadPoint::sessions)).orElseThrow();
            List<String> waits = rows.stream()
                    .filter(row -> row.point().equals(largest) && !row.contestant().equals(run.plan().control()))
                    .map(row -> {
                        MinMedianMax wait = row.spread(Metric.NEWCOMER_MAX);
                        return wait == null ? null : NumberFormat.millis(wait.median()) + " at " + row.contestant();
                    }).filter(Objects::nonNull).toList();
            return List.of("A session that came beside " + NumberFormat.sessions(largest.sessions())
                    + " under full load waited for its first echo at most (median of the rounds) "
                    + NumberFormat.listed(waits) + ".");
        }

        private List<String> caveats() {
            List<String> caveats = new ArrayList<>();
            int trials = run.trials().size();
            long limited = run.trials().stream().filter(t -> t.endedWell() && t.figures().loadWasLimit()).count();
            if (limited > 0) {
                caveats.add("In " + limited + " of " + trials + " trials the load had no CPU left: there echoes per "
                        + "second may be its limit, and servers are to be compared on CPU per echo.");
            }
            long failed = run.trials().stream().filter(t -> !t.endedWell()).count();
            long degraded = run.trials().stream().filter(t -> Trial.DEGRADED.equals(t.outcome())).count();
            if (failed + degraded > 0) {
                caveats.add(failed + " of " + trials + " trials failed and " + degraded
                        + " were degraded; the report has the reasons.");
            }
            if (!run.isWhole()) {
                caveats.add("The run ended early, after " + trials + " of " + run.plan().steps().size()
                        + " trials; --resume goes on with it.");
            }
            caveats.addAll(run.adapted());
            return caveats;
        }
    }
}
