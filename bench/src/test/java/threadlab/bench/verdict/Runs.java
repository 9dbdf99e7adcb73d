package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import threadlab.bench.meter.VirtualThreadEvents;
import threadlab.client.capacity.Capacity;
import threadlab.client.capacity.RateStep;
import threadlab.client.result.Environment;

/** Made-up runs for tests. */
public final class Runs {
    static final String CONTROL = "platform (control)";
    private static final TrialTiming TIMING = new TrialTiming(1, 2, 2);
    private static final RunRecord.Setup SETUP = new RunRecord.Setup(
            new Environment("25", "/jdk", "Linux", 2, null, 1 << 30, 1024L), "none", List.of(), null);

    private Runs() {
    }

    static Plan plan(List<Integer> sessions, int rounds) {
        return plan(List.of("platform", "virtual"), CONTROL, sessions.stream().map(LoadPoint::of).toList(), rounds);
    }

    /** A run that may go on until its last look, if a ratio is not decided before. */
    static Plan plan(List<Integer> sessions, Integer... looks) {
        Plan fixed = plan(sessions, looks[looks.length - 1]);
        return new Plan(fixed.candidates(), fixed.control(), fixed.loadPoints(), fixed.rounds(), fixed.timing(), 20,
                new DecisionRule(0.05, List.of(looks)));
    }

    static Plan plan(List<String> candidates, String control, List<LoadPoint> loadPoints, int rounds) {
        return new Plan(candidates, control, loadPoints, rounds, TIMING, 20, null);
    }

    /** Some metrics, without CPU per echo if that is null. */
    static Map<Metric, Number> metrics(double rate, @Nullable Double cpuMicros) {
        var metrics = new EnumMap<Metric, Number>(Map.of(Metric.RATE, rate, Metric.RESPONSE_TIME_P50, 10,
                Metric.RESPONSE_TIME_P99, 30, Metric.RESIDENT, 64L << 20, Metric.THREADS, 12,
                Metric.VOLUNTARY_SWITCHES, 0.5, Metric.INVOLUNTARY_SWITCHES, 0.25));
        if (cpuMicros != null) {
            metrics.put(Metric.CPU, cpuMicros);
        }
        return metrics;
    }

    public static Trial ok(int round, String candidate, int sessions, double rate, @Nullable Double cpuMicros) {
        return trial(round, candidate, sessions, ok(metrics(rate, cpuMicros)));
    }

    static TrialResult ok(Map<Metric, Number> metrics) {
        return TrialResult.measured(TrialResult.OK, null, false, metrics);
    }

    static Trial degraded(int round, String candidate, int sessions, double rate, String reason) {
        return trial(round, candidate, sessions,
                TrialResult.measured(TrialResult.DEGRADED, reason, false, metrics(rate, 10.0)));
    }

    public static Trial failed(int round, String candidate, int sessions, String reason) {
        return trial(round, candidate, sessions, TrialResult.failed(reason, Map.of("reset", 3L)));
    }

    static Trial trial(int round, String candidate, int sessions, TrialResult result) {
        return trial(new TrialSpec(round, round, candidate, LoadPoint.of(sessions)), result);
    }

    static Trial trial(TrialSpec spec, TrialResult result) {
        return new Trial(spec, result, new Trial.Commands(List.of("server", "--port"), List.of("load")));
    }

    public static RunRecord run(List<Integer> sessions, Trial... trials) {
        return run(plan(sessions, 3), List.of(trials));
    }

    static RunRecord run(Plan plan, List<Trial> trials) {
        return new RunRecord(RunRecord.SCHEMA,
                new RunRecord.Invocation("./lab compare", List.of(), "2026-11-23T12:00:00Z", 12.5), SETUP, plan, trials,
                List.of());
    }

    static RunRecord elsewhere(RunRecord run, Environment environment) {
        return new RunRecord(run.schema(), run.invocation(), new RunRecord.Setup(environment, "none", List.of(), null),
                run.plan(), run.trials(), run.explanations());
    }

    /** A copy with what its servers run on. */
    static RunRecord on(RunRecord run, ServerSetup... servers) {
        return new RunRecord(run.schema(), run.invocation(),
                new RunRecord.Setup(run.setup().environment(), "none", List.of(), List.of(servers)), run.plan(),
                run.trials(), run.explanations());
    }

    static ServerSetup setup(String candidate, String java) {
        return new ServerSetup(candidate, jvm(java, List.of()), null);
    }

    /** Two loads, four rounds, every field filled in some trial, with a failed one and one that is degraded. */
    public static RunRecord withEverything() {
        var loadPoints = List.of(LoadPoint.of(10), new LoadPoint(100, "1..4096", 8, null, 0.25, 5));
        var plan = looking(plan(List.of("platform", "virtual", "virtual+tls"), CONTROL, loadPoints, 4));
        List<Trial> trials = plan.trials().stream().map(spec -> trial(spec, everything(spec))).toList();
        var explanation = new Explanation("virtual", loadPoints.getFirst(), Map.of("read", 1.5),
                new VirtualThreadEvents(2, 0.5, Map.of("a native frame", 2L), 1), "a problem");
        return new RunRecord(RunRecord.SCHEMA,
                new RunRecord.Invocation("./lab compare --tls", List.of("--tls"), "2026-11-23T12:00:00Z", 12.5),
                new RunRecord.Setup(new Environment("25", "/jdk", "Linux", 2, "a CPU", 1 << 30, 1024L),
                        "server on 0, load on 1", List.of("Something is amiss."),
                        List.of(new ServerSetup("platform", jvm("21.0.1", List.of()), null),
                                new ServerSetup("virtual", jvm("25", List.of("-Da=b", "-XX:+UseZGC")), 0.5),
                                new ServerSetup("virtual+tls", null, null))),
                plan, trials, List.of(explanation));
    }

    private static ServerSetup.Jvm jvm(String version, List<String> flags) {
        return new ServerSetup.Jvm(version, "a vendor", "/jdk", flags, 2, 1);
    }

    private static TrialResult everything(TrialSpec spec) {
        if (spec.number() == 1) {
            return TrialResult.failed("why it is", Map.of("reset", 3L));
        }
        double factor = noise(spec.round() + spec.candidate().length()) * spec.candidate().length();
        Map<Metric, Number> metrics = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            metrics.put(metric, (metric.ordinal() + 1) * factor);
        }
        metrics.remove(Metric.CAPACITY);
        return spec.number() == 2
                ? TrialResult.measured(TrialResult.DEGRADED, "why it is", true, metrics).with(capacity(70, true))
                : TrialResult.measured(TrialResult.OK, null, false, metrics)
                        .withCurve(List.of(10 * factor, 20 * factor)).with(capacity(100 * factor, false))
                        .with(work(factor));
    }

    /** Where the time of a message went; the wait for a place is so many times 0.5 ms. */
    static WorkTimes work(double factor) {
        return new WorkTimes(2_570 + 500 * factor, 12.5, 3.75, 40, 0.99,
                List.of(new WorkTimes.Stage("cpu", null, 50.0, null, 60), new WorkTimes.Stage("wait", null, 2_000.0,
                        null, 2_100), new WorkTimes.Stage("pool", 4.0, null, 500 * factor, 2_110)));
    }

    /** What a search has found whose last steps are 5 % apart. */
    static Capacity capacity(double rate, boolean loadWasLimit) {
        return new Capacity(List.of(new RateStep(rate, rate, 10_000, 20_000, 20_000, true, false, null),
                new RateStep(1.05 * rate, rate, 90_000, 250_000, 250_000, false, loadWasLimit, "why it is")), false);
    }

    /** Three rounds of platform and virtual with work. */
    public static RunRecord withWork() {
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 3; round++) {
            trials.add(trial(round, "platform", 40, ok(metrics(1_800, 75.0)).with(work(round))));
            trials.add(trial(round, "virtual", 40, ok(metrics(1_800, 50.0)).with(work(2.0 * round))));
        }
        return run(plan(List.of(40), 3), trials);
    }

    /** A copy of a plan that also looks for the highest rate. */
    static Plan looking(Plan plan) {
        return new Plan(plan.candidates(), plan.control(), plan.loadPoints(), plan.rounds(), plan.timing(),
                plan.probeSessionsPerSecond(), plan.rule(), "p99<=200ms", plan.map());
    }

    /**
     * A run of five rounds in which platform holds 400 messages a second and its control as many, give or take.
     *
     * @param times how many times as many virtual holds at each of the numbers of sessions
     */
    public static RunRecord capacityAgainst400(List<Integer> sessions, double... times) {
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            for (int i = 0; i < times.length; i++) {
                trials.add(holds(round, "platform", sessions.get(i), 400));
                trials.add(holds(round, "virtual", sessions.get(i), 400 * times[i] * noise(round + i)));
                trials.add(holds(round, CONTROL, sessions.get(i), 400 * noise(round + 3)));
            }
        }
        return run(looking(plan(sessions, 5)), trials);
    }

    static Trial holds(int round, String candidate, int sessions, double rate) {
        return trial(round, candidate, sessions,
                ok(metrics(100, 10.0 * noise(round + candidate.length()))).with(capacity(rate, false)));
    }

    /**
     * A run of five rounds over the nine first cells of a map, in which an echo costs platform 10 us.
     *
     * @param micros what it costs virtual in a cell
     */
    public static RunRecord map(ToDoubleFunction<WorkCell> micros) {
        WorkMap map = WorkMap.coarse(WorkMap.axis(10, 1000, 1), WorkMap.axis(0, 50, 1), 2);
        List<LoadPoint> cells = map.first(2).stream().map(LoadPoint.of(500)::with).toList();
        return carriedOut(run(new Plan(List.of("platform", "virtual"), CONTROL, cells, 5, TIMING, 20, null, null, map),
                List.of()), micros);
    }

    /** The same run after the cells that it asks for next. */
    public static RunRecord refined(RunRecord map, ToDoubleFunction<WorkCell> micros) {
        List<WorkCell> next = MapFindings.of(Analysis.of(map)).orElseThrow().next();
        return carriedOut(map.with(map.plan().withStage(next)), micros);
    }

    private static RunRecord carriedOut(RunRecord begun, ToDoubleFunction<WorkCell> micros) {
        RunRecord run = begun;
        for (List<TrialSpec> due = run.due(); !due.isEmpty(); due = run.due()) {
            List<Trial> trials = new ArrayList<>(run.trials());
            due.forEach(spec -> trials.add(trial(spec,
                    ok(metrics(100, Math.cbrt(noise(spec.round() + spec.candidate().length()))
                            * (spec.candidate().equals("virtual")
                                    ? micros.applyAsDouble(Objects.requireNonNull(spec.loadPoint().cell()))
                                    : 10))))));
            run = run.with(0, trials, List.of());
        }
        return run;
    }

    /** Noise that is the same in every run: about a hundredth, and no two rounds alike. */
    static double noise(int round) {
        return 1 + 0.004 * (round * 7 % 5 - 2);
    }

    /**
     * A run of five rounds in which an echo costs platform 10 us and its control as much, give or take.
     *
     * @param micros what an echo costs virtual at each of the numbers of sessions
     */
    public static RunRecord against10(List<Integer> sessions, double... micros) {
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            for (int i = 0; i < micros.length; i++) {
                trials.add(ok(round, "platform", sessions.get(i), 100, 10.0));
                trials.add(ok(round, "virtual", sessions.get(i), 100 * noise(round + i), micros[i] * noise(round)));
                trials.add(ok(round, CONTROL, sessions.get(i), 100 * noise(round + 3), 10.0 * noise(round + 2)));
            }
        }
        return run(plan(sessions, 5), trials);
    }
}
