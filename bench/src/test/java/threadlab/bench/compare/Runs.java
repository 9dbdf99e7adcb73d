package threadlab.bench.compare;

import java.util.List;
import java.util.Map;
import threadlab.client.Environment;

/** Made-up runs for tests. */
final class Runs {
    static final Environment SOMEWHERE = new Environment("25", "/jdk", "Linux", 2, null, 1 << 30, 1024L);

    private Runs() {
    }

    static Trial ok(int round, String contestant, int sessions, double rate, Double cpuMicros) {
        return new Trial(round, round, contestant, sessions, Trial.OK, null, List.of("server"), List.of("load"),
                Map.of(), new Figures(1000, 1500, rate, new Figures.Latency(10, 20, 30, 40, 50), cpuMicros, 0.5, 2, 0.4,
                        64L << 20, 12));
    }

    static Trial degraded(int round, String contestant, int sessions, double rate, String reason) {
        return new Trial(round, round, contestant, sessions, "DEGRADED", reason, List.of("server"), List.of("load"),
                Map.of(), ok(round, contestant, sessions, rate, 10.0).figures());
    }

    static Trial failed(int round, String contestant, int sessions, String reason) {
        return new Trial(round, round, contestant, sessions, Trial.FAILED, reason, List.of("server"), List.of(),
                Map.of("reset", 3L), null);
    }

    static Comparison run(List<Integer> sessions, Trial... trials) {
        return new Comparison(Comparison.SCHEMA, "./lab compare", "2026-11-23T12:00:00Z", 12.5, SOMEWHERE, "none",
                new Plan(List.of("platform", "virtual"), sessions, 64, 3, 1, 2), List.of(trials));
    }
}
