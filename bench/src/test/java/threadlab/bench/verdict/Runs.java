package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import threadlab.client.result.Environment;

/** Made-up runs for tests. */
public final class Runs {
    static final Environment SOMEWHERE = new Environment("25", "/jdk", "Linux", 2, null, 1 << 30, 1024L);
    static final String TWIN = "platform (twin)";

    private Runs() {
    }

    static Plan plan(List<Integer> sessions, int rounds) {
        return new Plan(List.of("platform", "virtual"), TWIN, sessions.stream().map(LoadPoint::of).toList(), rounds, 1,
                2,
                2, 20);
    }

    static Measurements figures(double rate, Double cpuMicros) {
        var latency = new Measurements.Latency(10, 20, 30, 40, 50);
        var server = new Measurements.Server(cpuMicros, 0.5, 64L << 20, null, null, 12, 0.5, 0.25, null, null, null,
                null,
                null);
        return new Measurements(1000, 1500, 1, rate, latency, latency, null, null, null, null, null, server, 2, 0.4,
                null,
                false);
    }

    public static Trial ok(int round, String contestant, int sessions, double rate, Double cpuMicros) {
        return trial(round, contestant, sessions, Trial.OK, null, figures(rate, cpuMicros));
    }

    static Trial degraded(int round, String contestant, int sessions, double rate, String reason) {
        return trial(round, contestant, sessions, Trial.DEGRADED, reason, figures(rate, 10.0));
    }

    public static Trial failed(int round, String contestant, int sessions, String reason) {
        return trial(round, contestant, sessions, Trial.FAILED, reason, null);
    }

    static Trial trial(int round, String contestant, int sessions, String outcome, String reason,
            Measurements figures) {
        return new Trial(round, round, contestant, LoadPoint.of(sessions), outcome, reason, List.of("server"),
                List.of("load"), figures == null ? Map.of("reset", 3L) : Map.of(), figures);
    }

    public static RunRecord run(List<Integer> sessions, Trial... trials) {
        return run(plan(sessions, 3), List.of(trials));
    }

    /** Two loads, four rounds, every field filled in some trial, with a failed one and one that is degraded. */
    public static RunRecord withEverything() {
        var points = List.of(LoadPoint.of(10), new LoadPoint(100, "1..4096", 8, null, 0.25, 5));
        var plan = new Plan(List.of("platform", "virtual", "virtual+tls"), TWIN, points, 4, 1, 2, 2, 20);
        var latency = new Measurements.Latency(10, 20, 30, 40, 50);
        List<Trial> trials = new ArrayList<>();
        for (Plan.Step step : plan.steps()) {
            double times = noise(step.round() + step.contestant().length()) * step.contestant().length();
            var server = new Measurements.Server(10 * times, 0.5, 64L << 20, 100L, 200L, 12, 0.5 * times, 0.25, 0.1,
                    0.2, 3,
                    0.04 * times, 0.5);
            var figures = new Measurements(1000, 1500, 1, 1000 / times, latency, latency, 0.9, 5.0, 1.0, 2.0, 3L,
                    server, 2,
                    0.4, 0.01, step.number() == 2);
            String outcome = step.number() == 1 ? Trial.FAILED : step.number() == 2 ? Trial.DEGRADED : Trial.OK;
            trials.add(new Trial(step.number(), step.round(), step.contestant(), step.point(), outcome,
                    outcome.equals(Trial.OK) ? null : "why it is", List.of("server", "--port"), List.of("load"),
                    Map.of("reset", 3L), outcome.equals(Trial.FAILED) ? null : figures));
        }
        var explanation = new Explanation("virtual", points.getFirst(), Map.of("read", 1.5), 2L, 0.5,
                Map.of("a native frame", 2L), 1L, "a problem");
        return new RunRecord(RunRecord.SCHEMA, "./lab compare --tls", List.of("--tls"), "2026-11-23T12:00:00Z", 12.5,
                new Environment("25", "/jdk", "Linux", 2, "a CPU", 1 << 30, 1024L), "server on 0, load on 1",
                List.of("Something is amiss."), plan, trials, List.of(explanation));
    }

    static RunRecord run(Plan plan, List<Trial> trials) {
        return new RunRecord(RunRecord.SCHEMA, "./lab compare", List.of(), "2026-11-23T12:00:00Z", 12.5, SOMEWHERE,
                "none", List.of(), plan, trials, List.of());
    }

    /** Noise that is the same in every run: about a hundredth, and no two rounds alike. */
    static double noise(int round) {
        return 1 + 0.004 * (round * 7 % 5 - 2);
    }

    /**
     * A run of five rounds in which an echo costs platform 10 us and its twin as much, give or take.
     *
     * @param micros what an echo costs virtual at each of the numbers of sessions
     */
    static RunRecord against10(List<Integer> sessions, double... micros) {
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            for (int i = 0; i < micros.length; i++) {
                trials.add(ok(round, "platform", sessions.get(i), 100, 10.0));
                trials.add(ok(round, "virtual", sessions.get(i), 100 * noise(round + i), micros[i] * noise(round)));
                trials.add(ok(round, TWIN, sessions.get(i), 100 * noise(round + 3), 10.0 * noise(round + 2)));
            }
        }
        return run(plan(sessions, 5), trials);
    }
}
