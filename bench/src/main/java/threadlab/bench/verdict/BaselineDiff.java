package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.Interval;
import threadlab.bench.stats.Shift;
import threadlab.bench.stats.SignificanceTest;
import threadlab.support.Preconditions;

/**
 * The changes between two runs of the same candidates. A candidate is compared by its ratio to the baseline, in which
 * the drift of the machine between the runs cancels. The baseline itself is compared by its own metrics, in which it
 * does not.
 *
 * @param tolerance a change for the worse up to this share does not count as one
 */
public record BaselineDiff(List<Change> changes, double tolerance, List<String> remarks) {

    /** @param finding of the metric now, relative to the earlier run */
    public record Change(String candidate, LoadPoint loadPoint, Metric metric, Finding finding) {

        boolean isWorse(double tolerance) {
            Interval interval = finding.interval();
            return interval != null && metric.direction().isWorse(finding.verdict())
                    && Math.abs(Math.log(interval.estimate())) > Math.log(1 + tolerance);
        }
    }

    private record Key(String candidate, LoadPoint loadPoint, Metric metric) {
    }

    /**
     * Refuses an earlier run that nothing in a plan can be compared with.
     *
     * @throws IllegalArgumentException in one line
     */
    public static void check(RunRecord earlier, Plan plan) {
        int rounds = SignificanceTest.MIN_ROUNDS;
        Preconditions.check(plan.rounds() >= rounds, "rounds", plan.rounds(), rounds + " or more with a baseline");
        var before = new Rounds(earlier);
        boolean isComparable = plan.loadPoints().stream().anyMatch(loadPoint -> plan.candidates().stream().anyMatch(
                candidate -> before.values(Metric.RATE, candidate, loadPoint).size() >= rounds));
        if (!isComparable) {
            Plan then = earlier.plan();
            throw new IllegalArgumentException("the baseline has no candidate of this run at the same load in " + rounds
                    + " rounds or more; it has " + String.join(", ", then.candidates()) + " at "
                    + NumberFormat.numbers(then.loadPoints().stream().map(LoadPoint::sessions).toList())
                    + " sessions");
        }
    }

    public static BaselineDiff between(RunRecord earlier, RunRecord now, double tolerance) {
        Plan plan = now.plan();
        boolean isSameBaseline = earlier.plan().baseline().equals(plan.baseline());
        var before = new Rounds(earlier);
        var after = new Rounds(now);
        boolean isSameBound = Objects.equals(earlier.plan().findRate(), plan.findRate());
        List<Metric> compared = isSameBound ? plan.compared() : Metric.COMPARED;
        var shifts = new LinkedHashMap<Key, Shift>();
        for (LoadPoint loadPoint : plan.loadPoints()) {
            for (String candidate : plan.candidates()) {
                boolean byRatio = isSameBaseline && !candidate.equals(plan.baseline());
                for (Metric metric : compared) {
                    shifts.put(new Key(candidate, loadPoint, metric), byRatio
                            ? new Shift(before.ratios(metric, candidate, plan.baseline(), loadPoint),
                                    after.ratios(metric, candidate, plan.baseline(), loadPoint))
                            : new Shift(before.values(metric, candidate, loadPoint),
                                    after.values(metric, candidate, loadPoint)));
                }
            }
        }
        List<Change> changes = new ArrayList<>();
        Shift.findings(shifts).forEach(
                (key, finding) -> changes.add(new Change(key.candidate, key.loadPoint, key.metric, finding)));
        return new BaselineDiff(changes, tolerance, remarks(earlier, now));
    }

    private static List<String> remarks(RunRecord earlier, RunRecord now) {
        String baseline = now.plan().baseline();
        List<String> remarks = new ArrayList<>();
        remarks.add(baseline + " is compared by its own metrics, which include the machine's drift between the runs; "
                + "the others are compared by their ratio to " + baseline + ", in which it cancels.");
        if (!earlier.setup().environment().equals(now.setup().environment())) {
            remarks.add("The environments of the runs differ: " + environment(earlier) + " then, " + environment(now)
                    + " now.");
        }
        remarks.addAll(ServerSetup.changes(earlier.setup().servers(), now.setup().servers()));
        return remarks;
    }

    private static String environment(RunRecord run) {
        var environment = run.setup().environment();
        return "JDK " + environment.jdk() + ", " + environment.os() + ", " + environment.cpus() + " x "
                + environment.cpuModel();
    }

    /** Returns whether anything could be compared. */
    public boolean isTested() {
        return tested() > 0;
    }

    private long tested() {
        return changes.stream().filter(change -> change.finding.interval() != null).count();
    }

    public boolean isWorse() {
        return changes.stream().anyMatch(change -> change.isWorse(tolerance));
    }

    /** Returns the changes for a terminal. */
    public String text() {
        List<Change> differences = changes.stream().filter(change -> change.finding.isDifference()).toList();
        long tested = tested();
        long worse = changes.stream().filter(change -> change.isWorse(tolerance)).count();
        return "against the earlier run:\n" + differences.stream().map(this::line).collect(Collectors.joining())
                + String.format(Locale.ROOT, "  %d of %d metrics differ, %d for the worse by more than %s%s%n",
                        differences.size(), tested, worse, NumberFormat.percent(tolerance),
                        tested == changes.size() ? "" : "; " + (changes.size() - tested) + " could not be compared")
                + remarks.stream().map(remark -> "  " + remark + "\n").collect(Collectors.joining());
    }

    private String line(Change change) {
        Interval interval = Objects.requireNonNull(change.finding.interval(), "a difference has an interval");
        return String.format(Locale.ROOT, "  %s at %s, %s: %s times (%s)%s%n", change.candidate,
                NumberFormat.sessions(change.loadPoint.sessions()), change.metric.inSentence(),
                NumberFormat.times(interval.estimate()),
                NumberFormat.range(interval), change.isWorse(tolerance) ? "  WORSE" : "");
    }
}
