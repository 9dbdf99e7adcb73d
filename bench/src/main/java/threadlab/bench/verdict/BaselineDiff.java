package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.Shift;

/**
 * What has changed between two runs of the same contestants. A rival is looked at by its ratio to the base, where the
 * machine's drift between the runs cancels; the base itself only by its own figures, where it does not.
 *
 * @param tolerance a change for the worse up to this part is none
 */
public record BaselineDiff(List<Change> changes, double tolerance, List<String> remarks) {

    /** @param finding of the figure now by that of the earlier run */
    public record Change(String contestant, LoadPoint point, Metric figure, Finding finding) {

        /** More of it is worse, but for echoes a second. */
        boolean isWorse(double tolerance) {
            return switch (finding.verdict()) {
                case HIGHER -> !figure.equals(Metric.RATE) && finding.interval().estimate() > 1 + tolerance;
                case LOWER -> figure.equals(Metric.RATE) && finding.interval().estimate() < 1 / (1 + tolerance);
                case NO_DIFFERENCE_SHOWN, TOO_FEW_ROUNDS -> false;
            };
        }
    }

    private record Key(String contestant, LoadPoint point, Metric figure) {
    }

    public static BaselineDiff between(RunRecord earlier, RunRecord now, double tolerance) {
        var before = new Rounds(earlier);
        var after = new Rounds(now);
        var shifts = new LinkedHashMap<Key, Shift>();
        boolean sameBase = earlier.plan().base().equals(now.plan().base());
        for (LoadPoint point : now.plan().points()) {
            for (String contestant : now.plan().contestants()) {
                boolean byBase = sameBase && !contestant.equals(now.plan().base());
                for (Metric figure : Metric.compared()) {
                    shifts.put(new Key(contestant, point, figure),
                            byBase
                                    ? new Shift(before.ratios(figure, contestant, now.plan().base(), point),
                                            after.ratios(figure, contestant, now.plan().base(), point))
                                    : new Shift(figures(before, figure, contestant, point),
                                            figures(after, figure, contestant, point)));
                }
            }
        }
        Map<Key, Finding> findings = Shift.findings(shifts);
        List<Change> changes = new ArrayList<>();
        findings.forEach((key, finding) -> changes.add(new Change(key.contestant, key.point, key.figure, finding)));
        return new BaselineDiff(changes, tolerance, remarks(earlier, now));
    }

    private static List<Double> figures(Rounds rounds, Metric figure, String contestant, LoadPoint point) {
        return rounds.of(contestant, point).stream().map(figure::of).filter(Objects::nonNull).toList();
    }

    private static List<String> remarks(RunRecord earlier, RunRecord now) {
        List<String> remarks = new ArrayList<>();
        remarks.add(
                now.plan().base() + " is compared by its own figures, in which the machine's drift between the runs "
                        + "is too; the others by their ratio to " + now.plan().base() + ", where it cancels.");
        if (!earlier.environment().equals(now.environment())) {
            remarks.add("The runs had different surroundings: " + surroundings(earlier) + " then, "
                    + surroundings(now) + " now.");
        }
        return remarks;
    }

    private static String surroundings(RunRecord run) {
        return "JDK " + run.environment().jdk() + ", " + run.environment().os() + ", " + run.environment().cpus()
                + " x "
                + run.environment().cpuModel();
    }

    public boolean isWorse() {
        return changes.stream().anyMatch(change -> change.isWorse(tolerance));
    }

    /** For a terminal. */
    public String text() {
        var text = new StringBuilder("against the earlier run:\n");
        List<Change> shown = changes.stream()
                .filter(change -> change.finding.isDifference()).toList();
        for (Change change : shown) {
            text.append(String.format(Locale.ROOT, "  %s at %s, %s: %s times (%s)%s%n", change.contestant,
                    NumberFormat.sessions(change.point.sessions()), NumberFormat.figure(change.figure.key()),
                    NumberFormat.times(change.finding.interval().estimate()),
                    NumberFormat.range(change.finding.interval()),
                    change.isWorse(tolerance) ? "  WORSE" : ""));
        }
        long looked = changes.stream().filter(change -> change.finding.interval() != null).count();
        text.append(String.format(Locale.ROOT, "  %d of %d figures differ, %d for the worse by more than %s%n",
                shown.size(), looked, changes.stream().filter(change -> change.isWorse(tolerance)).count(),
                NumberFormat.percent(tolerance)));
        text.append(remarks.stream().map(remark -> "  " + remark + "\n").collect(Collectors.joining()));
        return text.toString();
    }
}
