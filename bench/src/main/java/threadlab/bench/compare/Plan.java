package threadlab.bench.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What a run compares. The first contestant is the one that the others are compared to.
 *
 * @param contestants thread models of the server
 * @param sessions numbers of sessions, each a point of the charts
 */
public record Plan(List<String> contestants, List<Integer> sessions, int sizeBytes, int rounds, double warmupSeconds,
        double durationSeconds) {

    public Plan {
        contestants = List.copyOf(contestants);
        sessions = List.copyOf(sessions);
        check(!contestants.isEmpty() && contestants.size() == new HashSet<>(contestants).size(), "contestants",
                contestants, "one or more, each once");
        check(!sessions.isEmpty() && sessions.size() == new HashSet<>(sessions).size(), "sessions", sessions,
                "one number or more, each once");
        for (int n : sessions) {
            check(n >= 1 && n <= 1_000_000, "sessions", n, "1 to 1000000");
        }
        check(sizeBytes >= 1 && sizeBytes <= 16 << 20, "size", sizeBytes, "1 to " + (16 << 20) + " bytes");
        check(rounds >= 1 && rounds <= 1000, "rounds", rounds, "1 to 1000");
        check(warmupSeconds >= 0 && warmupSeconds <= 3600, "warmup", warmupSeconds + " s", "0s to 1h");
        check(durationSeconds >= 0.1 && durationSeconds <= 3600, "duration", durationSeconds + " s", "100ms to 1h");
    }

    private static void check(boolean valid, String field, Object value, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException(field + " is " + value + ", allowed: " + allowed);
        }
    }

    /** Starting two JVMs, connecting, stopping: measured on two cores, to tell how long a run takes. */
    private static final double OVERHEAD_SECONDS = 1.8;

    /** A trial to be run. */
    record Step(int number, int round, String contestant, int sessions) {
    }

    /** Every round holds each contestant once per number of sessions, and begins with another contestant each time. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (int s = 0; s < sessions.size(); s++) {
                for (int c = 0; c < contestants.size(); c++) {
                    String contestant = contestants.get((c + round + s) % contestants.size());
                    steps.add(new Step(steps.size() + 1, round + 1, contestant, sessions.get(s)));
                }
            }
        }
        return steps;
    }

    Duration expected(int trials) {
        return Duration.ofMillis(Math.round(trials * (warmupSeconds + durationSeconds + OVERHEAD_SECONDS) * 1000));
    }
}
