package threadlab.bench.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.client.capacity.LatencyBound;
import threadlab.support.Preconditions;

/**
 * The plan of a run. The first candidate is the baseline. The control is the baseline entered a second time under
 * another name (an A/A test): if the two differ, the run is not to be trusted.
 *
 * @param candidates names of the servers, the baseline first
 * @param control name of the control
 * @param loadPoints loads; each gives a ratio for each candidate
 * @param rounds each has one trial of each candidate and of the control at each load point
 * @param probeSessionsPerSecond sessions that come beside the measured load for one echo each
 * @param rule null in files of before there was more than one
 * @param findRate the bound of the response times within which each trial also looks for the highest rate; null if that
 *            was not asked for
 * @param map the map whose cells the load points are; null if they are none
 */
public record Plan(List<String> candidates, String control, List<LoadPoint> loadPoints, int rounds, TrialTiming timing,
        double probeSessionsPerSecond, @Nullable DecisionRule rule, @Nullable String findRate,
        @Nullable WorkMap map) {
    private static final int MAX_NAME_LENGTH = 60;
    private static final int MAX_ROUNDS = 1000;
    /** They take days, and a report of more could not be drawn. */
    private static final int MAX_TRIALS = 20_000;

    public Plan {
        candidates = List.copyOf(candidates);
        loadPoints = List.copyOf(loadPoints);
        rule = rule == null ? DecisionRule.USUAL : rule;
        Preconditions.check(isOneOrMoreEachOnce(candidates), "candidates", candidates, "one or more, each once");
        Preconditions.check(candidates.stream().allMatch(name -> name.length() <= MAX_NAME_LENGTH), "candidates",
                candidates,
                "names of at most " + MAX_NAME_LENGTH + " characters");
        Preconditions.check(control.length() <= MAX_NAME_LENGTH && !candidates.contains(control), "control", control,
                "a name of its own");
        Preconditions.check(isOneOrMoreEachOnce(loadPoints), "loads",
                loadPoints.stream().map(LoadPoint::sessions).toList(),
                "one or more, each once");
        Preconditions.check(rounds >= 1 && rounds <= MAX_ROUNDS, "rounds", rounds, "1 to " + MAX_ROUNDS);
        int loads = map == null ? loadPoints.size() : map.cells().size(); // a map must have room to grow
        long trials = (long) rounds * loads * (candidates.size() + 1);
        Preconditions.check(trials <= MAX_TRIALS, "trials", trials,
                "rounds, loads and candidates of at most " + MAX_TRIALS);
        for (LoadPoint loadPoint : loadPoints) {
            loadPoint.load(1, probeSessionsPerSecond, timing); // refuses an impossible load
        }
        if (findRate != null) {
            LatencyBound.parse(findRate); // refuses what is none
        }
        if (map != null) {
            Preconditions.check(candidates.size() == 2, "candidates", candidates, "two with a map");
            map.check(loadPoints);
        } else {
            Preconditions.check(loadPoints.stream().allMatch(loadPoint -> loadPoint.cell() == null), "cell", "given",
                    "only with a map");
        }
    }

    /** A plan that does not look for the highest rate, and draws no map. */
    public Plan(List<String> candidates, String control, List<LoadPoint> loadPoints, int rounds, TrialTiming timing,
            double probeSessionsPerSecond, @Nullable DecisionRule rule) {
        this(candidates, control, loadPoints, rounds, timing, probeSessionsPerSecond, rule, null, null);
    }

    private static boolean isOneOrMoreEachOnce(List<?> elements) {
        return !elements.isEmpty() && elements.size() == new HashSet<>(elements).size();
    }

    /** Returns a copy with other load points. */
    public Plan with(List<LoadPoint> loadPoints) {
        return new Plan(candidates, control, loadPoints, rounds, timing, probeSessionsPerSecond, rule, findRate, map);
    }

    /** Returns a copy of this plan of a map with a further stage of cells. */
    public Plan withStage(List<WorkCell> cells) {
        LoadPoint load = loadPoints.getFirst();
        return new Plan(candidates, control,
                Stream.concat(loadPoints.stream(), cells.stream().map(load::with)).toList(), rounds, timing,
                probeSessionsPerSecond, rule, findRate,
                Objects.requireNonNull(map, "only a map grows").withStage(cells.size()));
    }

    /** Returns how many load points count for a family of ratios, whether they have been measured or not. */
    int countedLoadPoints() {
        return map == null ? 0 : map.cells().size();
    }

    /** Returns the bound within which the highest rate was looked for; null if that was not asked for. */
    public @Nullable LatencyBound bound() {
        return findRate == null ? null : LatencyBound.parse(findRate);
    }

    /** Returns the metrics of which ratios to the baseline are formed and tested, what matters most first. */
    public List<Metric> compared() {
        return asked(Metric.COMPARED);
    }

    /** Returns the metrics that a reader judges a server by. */
    public List<Metric> judged() {
        return asked(Metric.JUDGED);
    }

    private List<Metric> asked(List<Metric> metrics) {
        return findRate == null ? metrics : Stream.concat(Stream.of(Metric.CAPACITY), metrics.stream()).toList();
    }

    @Override
    public DecisionRule rule() {
        return Objects.requireNonNull(rule, "the constructor sets it");
    }

    public String baseline() {
        return candidates.getFirst();
    }

    /** Returns the candidates that are compared with the baseline. */
    public List<String> others() {
        return candidates.subList(1, candidates.size());
    }

    /** Returns the candidates, and the control last. */
    public List<String> candidatesAndControl() {
        return Stream.concat(candidates.stream(), Stream.of(control)).toList();
    }

    /** Returns the {@linkplain LoadPoint#series series} that the load points form. */
    public List<LoadPoint> series() {
        return loadPoints.stream().map(LoadPoint::series).distinct().toList();
    }

    /** Returns a load in words: its sessions, and its series if there are several. */
    String where(LoadPoint loadPoint) {
        return NumberFormat.sessions(loadPoint.sessions())
                + (series().size() > 1 ? " (" + loadPoint.seriesText() + ")" : "");
    }

    /** Returns all trials of the run, in their order. Those of a further stage of a map come after all others. */
    public List<TrialSpec> trials() {
        List<String> servers = candidatesAndControl();
        List<TrialSpec> trials = new ArrayList<>();
        for (List<LoadPoint> stage : map == null ? List.of(loadPoints) : map.stagesOf(loadPoints)) {
            for (int round = 0; round < rounds; round++) {
                for (int p = 0; p < stage.size(); p++) {
                    for (int server : order(round + p, servers.size())) {
                        trials.add(new TrialSpec(trials.size() + 1, round + 1, servers.get(server), stage.get(p)));
                    }
                }
            }
        }
        return trials;
    }

    /**
     * Returns the order of {@code n} servers in a round. Over {@code n} rounds, or {@code 2 n} if {@code n} is odd,
     * each is equally often in each place, and equally often right after each other one. So what a trial leaves behind
     * for the next one affects all alike. (E. J. Williams, Experimental designs balanced for the estimation of
     * residual effects of treatments, 1949.)
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

    /** Returns how long this number of trials is expected to take. */
    public Duration expected(int trials) {
        LatencyBound bound = bound();
        double search = bound == null ? 0 : bound.expectedSearch().toMillis();
        return Duration.ofMillis(Math.round(trials * (timing.expectedSeconds() * 1000 + search)));
    }
}
