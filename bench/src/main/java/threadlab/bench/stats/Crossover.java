package threadlab.bench.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The point at which the ratio of a candidate to another one crosses 1 as the number of sessions grows.
 *
 * @param sessions estimate, by a straight line of log ratio over log sessions between its neighbours
 * @param rising whether the ratio is below 1 before and above 1 after
 * @param lastBefore the last number of sessions with a difference shown before it; null if there is none
 * @param firstAfter the first number of sessions with a difference shown after it; null if there is none
 */
public record Crossover(double sessions, boolean rising, @Nullable Integer lastBefore,
        @Nullable Integer firstAfter) {

    /**
     * Returns all crossovers, by sessions. Between two shown differences the estimates may cross 1 several times by
     * chance. That counts as one crossover, at the middle change, or as none if they end on the side where they began.
     * Findings without an interval are ignored.
     *
     * @param findings by number of sessions, which is positive
     */
    public static List<Crossover> of(SortedMap<Integer, Finding> findings) {
        List<Crossover> crossovers = new ArrayList<>();
        List<Crossover> changes = new ArrayList<>();
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
                changes.add(new Crossover(crossing, sideNow > 0, lastShown, null));
            }
            side = sideNow == 0 ? side : sideNow;
            if (entry.getValue().verdict() != Verdict.NO_DIFFERENCE_SHOWN) {
                lastShown = sessions;
                addMiddle(changes, lastShown, crossovers);
            }
            previousSessions = sessions;
            previousRatio = ratio;
        }
        addMiddle(changes, null, crossovers);
        return crossovers;
    }

    private static void addMiddle(List<Crossover> changes, @Nullable Integer firstAfter, List<Crossover> crossovers) {
        if (changes.size() % 2 == 1) {
            Crossover middle = changes.get(changes.size() / 2);
            crossovers.add(new Crossover(middle.sessions, changes.getFirst().rising, middle.lastBefore, firstAfter));
        }
        changes.clear();
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
