package threadlab.bench.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run compares. The first contestant is the base that the others are compared to. It takes part twice: its twin,
 * the control, is the same server under another name, and a run that tells the two apart is not to be believed.
 *
 * @param control the twin's name
 * @param points each gives a ratio for each contestant
 * @param warmupSeconds before a trial is measured, at least
 * @param longestWarmupSeconds after which it is measured although it still changes
 * @param newcomersPerSecond that come beside the measured load
 */
public record Plan(List<String> contestants, String control, List<LoadPoint> points, int rounds, double warmupSeconds,
        double longestWarmupSeconds, double durationSeconds, double newcomersPerSecond) {
    private static final int LONGEST_NAME = 60;
    /** Days; and no report is larger than can be drawn. */
    private static final int MOST_TRIALS = 20_000;

    public Plan {
        contestants = List.copyOf(contestants);
        points = List.copyOf(points);
        check(!contestants.isEmpty() && contestants.size() == new HashSet<>(contestants).size(), "contestants",
                contestants, "one or more, each once");
        check(contestants.stream().allMatch(name -> name.length() <= LONGEST_NAME), "contestants", contestants,
                "names of at most " + LONGEST_NAME + " characters");
        check(control != null && control.length() <= LONGEST_NAME && !contestants.contains(control), "control", control,
                "a name of its own");
        check(!points.isEmpty() && points.size() == new HashSet<>(points).size(), "loads",
                points.stream().map(LoadPoint::sessions).toList(), "one or more, each once");
        check(rounds >= 1 && rounds <= 1000, "rounds", rounds, "1 to 1000");
        long trials = (long) rounds * points.size() * (contestants.size() + 1);
        check(trials <= MOST_TRIALS, "trials", trials, "rounds, loads and contestants of at most " + MOST_TRIALS);
        check(warmupSeconds >= 0 && warmupSeconds <= 3600, "warmup", warmupSeconds + " s", "0s to 1h");
        check(longestWarmupSeconds >= warmupSeconds && longestWarmupSeconds <= 3600, "longest-warmup",
                longestWarmupSeconds + " s", "the warmup to 1h");
        check(durationSeconds >= 0.1 && durationSeconds <= 3600, "duration", durationSeconds + " s", "100ms to 1h");
        for (LoadPoint point : points) {
            point.load(1, newcomersPerSecond, longestWarmupSeconds, durationSeconds); // refuses what it cannot be
        }
    }

    private static void check(boolean valid, String field, Object value, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException(field + " is " + value + ", allowed: " + allowed);
        }
    }

    /** Starting two JVMs, connecting, reading heaps, stopping: measured on two cores, to tell how long a run takes. */
    private static final double OVERHEAD_SECONDS = 2.8;
    /** Part of the way from the shortest to the longest warm-up that a trial takes on average, from the same runs. */
    private static final double WARMUP_TAKEN = 0.75;

    /** A trial to be run. */
    public record Step(int number, int round, String contestant, LoadPoint point) {
    }

    /** The same with other points. */
    public Plan with(List<LoadPoint> others) {
        return new Plan(contestants, control, others, rounds, warmupSeconds, longestWarmupSeconds, durationSeconds,
                newcomersPerSecond);
    }

    public String base() {
        return contestants.getFirst();
    }

    /** Those that are compared to the base. */
    public List<String> rivals() {
        return contestants.subList(1, contestants.size());
    }

    /** The contestants, and the control last. */
    public List<String> entrants() {
        return Stream.concat(contestants.stream(), Stream.of(control)).toList();
    }

    public List<LoadPoint> settings() {
        return points.stream().map(LoadPoint::setting).distinct().toList();
    }

    /** Every round holds each entrant once per point. */
    public List<Step> steps() {
        List<String> entrants = entrants();
        List<Step> steps = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (int p = 0; p < points.size(); p++) {
                for (int entrant : order(round + p, entrants.size())) {
                    steps.add(new Step(steps.size() + 1, round + 1, entrants.get(entrant), points.get(p)));
                }
            }
        }
        return steps;
    }

    /**
     * Who follows whom in a round. Over {@code n} rounds, or {@code 2 n} if {@code n} is odd, each entrant is as often
     * in each place and as often right after each other one, so that what a trial leaves behind for the next one falls
     * on all alike. (E. J. Williams, Experimental designs balanced for the estimation of residual effects of
     * treatments, 1949.)
     */
    static List<Integer> order(int round, int n) {
        boolean isOdd = n % 2 == 1;
        int shift = isOdd ? round / 2 : round;
        List<Integer> order = new ArrayList<>();
        for (int place = 0; place < n; place++) { // 0, 1, n - 1, 2, n - 2, ... and that shifted
            int zigzag = place % 2 == 1 ? (place + 1) / 2 : n - place / 2;
            order.add((zigzag + shift) % n);
        }
        return isOdd && round % 2 == 1 ? order.reversed() : order;
    }

    public Duration expected(int trials) {
        double warmup = warmupSeconds + WARMUP_TAKEN * (longestWarmupSeconds - warmupSeconds);
        return Duration.ofMillis(Math.round(trials * (warmup + durationSeconds + OVERHEAD_SECONDS) * 1000));
    }
}
