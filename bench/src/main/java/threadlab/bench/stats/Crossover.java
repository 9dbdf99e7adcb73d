package threadlab.bench.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The point at which the ratio of a candidate to another one crosses 1 as the number of sessions grows. There is one
 * only where one of them is shown to be ahead before, and the other one after.
 *
 * @param sessions estimate, by a straight line of log ratio over log sessions between its neighbours
 * @param rising whether the ratio is below 1 before and above 1 after
 * @param lastBefore the last number of sessions with a difference shown before it
 * @param firstAfter the first number of sessions with a difference shown after it
 */
public record Crossover(double sessions, boolean rising, int lastBefore, int firstAfter) {

    /** The estimates have changed sides. */
    private record Change(double sessions, boolean rising) {
    }

    /**
     * Returns all crossovers, by sessions. Between two shown differences the estimates may cross 1 several times by
     * chance. That counts as one crossover, at the middle change, or as none if they end on the side where they began.
     * Findings without an interval are ignored.
     *
     * @param findings by number of sessions, which is positive
     */
    public static List<Crossover> of(SortedMap<Integer, Finding> findings) {
        List<Crossover> crossovers = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        Integer lastShown = null;
        double previousSessions = Double.NaN;
        double previousRatio = Double.NaN;
        double side = 0;
        for (var entry : findings.entrySet()) {
            Interval interval = entry.getValue().interval();
            if (interval == null) {
                continue;
            }
            int sessions = entry.getKey();
            double ratio = Math.log(interval.estimate());
            double sideNow = Math.signum(ratio);
            if (side * sideNow < 0) {
                double part = previousRatio / (previousRatio - ratio);
                double crossing = previousSessions * Math.pow(sessions / previousSessions, part);
                changes.add(new Change(crossing, sideNow > 0));
            }
            side = sideNow == 0 ? side : sideNow;
            if (entry.getValue().verdict() != Verdict.NO_DIFFERENCE_SHOWN) {
                if (lastShown != null && changes.size() % 2 == 1) {
                    double middle = changes.get(changes.size() / 2).sessions;
                    crossovers.add(new Crossover(middle, changes.getFirst().rising, lastShown, sessions));
                }
                changes.clear();
                lastShown = sessions;
            }
            previousSessions = sessions;
            previousRatio = ratio;
        }
        return crossovers;
    }

    /** Returns the largest number of sessions up to which no finding shows a difference; null if there is none. */
    public static @Nullable Integer noDifferenceUpTo(SortedMap<Integer, Finding> findings) {
        Integer upTo = null;
        for (var entry : findings.entrySet()) {
            if (entry.getValue().verdict() != Verdict.NO_DIFFERENCE_SHOWN) {
                break;
            }
            upTo = entry.getKey();
        }
        return upTo;
    }
}
