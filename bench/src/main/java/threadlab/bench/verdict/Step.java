package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Neighbouring numbers of sessions at which a candidate says the same about itself and the baseline.
 *
 * @param sessions ascending
 * @param ratios to the baseline, one for each
 */
record Step(Reading reading, List<Integer> sessions, List<Ratio> ratios) {
    /** A larger ratio is told as "3.0 times the CPU", a smaller one as "50 % more CPU". */
    private static final double MANY = 2;

    /** Returns the steps in the order of sessions. */
    static List<Step> of(List<Summary> ascending, Metric metric, Plan plan) {
        List<Step> steps = new ArrayList<>();
        for (Summary summary : ascending) {
            summary.ratio(metric).ifPresent(ratio -> {
                Reading reading = ratio.reading(plan);
                if (steps.isEmpty() || steps.getLast().reading != reading) {
                    steps.add(new Step(reading, new ArrayList<>(), new ArrayList<>()));
                }
                steps.getLast().sessions.add(summary.loadPoint().sessions());
                steps.getLast().ratios.add(ratio);
            });
        }
        return steps;
    }

    int last() {
        return sessions.getLast();
    }

    /** Returns {@code at 10 sessions}, or {@code at 10 to 1,000 sessions}. */
    String where() {
        return "at " + (sessions.size() == 1 ? "" : NumberFormat.count(sessions.getFirst()) + " to ")
                + NumberFormat.sessions(last());
    }

    /** Returns how much of what: {@code 34 to 55 % less CPU}. */
    String difference(String what) {
        List<Double> estimates = ratios.stream().map(ratio -> ratio.range().estimate()).sorted().toList();
        double least = estimates.getFirst();
        double most = estimates.getLast();
        if (reading == Reading.LESS) {
            return range(percent(1 - most), percent(1 - least)) + (what.startsWith("echoes") ? " fewer " : " less ")
                    + what;
        }
        return most > MANY
                ? range(times(least), times(most)) + " times the " + what
                : range(percent(least - 1), percent(most - 1)) + " more " + what;
    }

    private static String range(String low, String high) {
        return low.equals(high) ? high : low.replaceFirst(" %$", "") + " to " + high;
    }

    /** Returns whole percents where there is at least one. */
    private static String percent(double part) {
        return part < 0.00995 ? NumberFormat.percent(part) : String.format(Locale.ROOT, "%.0f %%", 100 * part);
    }

    private static String times(double ratio) {
        return ratio < 9.95 ? String.format(Locale.ROOT, "%.1f", ratio) : NumberFormat.count(ratio);
    }
}
