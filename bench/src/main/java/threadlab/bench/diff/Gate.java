package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.stats.Evidence;
import threadlab.support.Counted;

/**
 * Decides whether a comparison passes.
 *
 * @param tolerance how much slower benchmarks may be; null if that is only asked of those of the thresholds
 * @param thresholds for some benchmarks; the first one that is of a benchmark counts
 */
record Gate(@Nullable Double tolerance, List<Threshold> thresholds, boolean failOnMissing, boolean failOnUnjudged) {
    static final int PASSED = 0;
    static final int FAILED = 1;
    /** Only within one fork each: whether another fork would be as slow is unknown. */
    static final int SLOWER_WITHIN_ONE_FORK = 4;
    /** A single slow fork may be a stall of the machine. */
    private static final int SLOW_FORKS = 2;
    private static final int MOST_NAMES = 20;

    /**
     * The result.
     *
     * @param lines how many rows were judged, and what failed
     */
    record Result(int status, List<String> lines) {
    }

    boolean isAsked() {
        return asksForSpeed() || failOnMissing || failOnUnjudged;
    }

    private boolean asksForSpeed() {
        return tolerance != null || !thresholds.isEmpty();
    }

    Result check(Diff diff) {
        List<String> lines = new ArrayList<>();
        lines.add("of " + Counted.of(diff.rows().size(), "benchmark") + ", " + diff.judgedBy(Evidence.FORKS)
                + " judged by forks, "
                + diff.judgedBy(Evidence.ITERATIONS) + " within one fork, " + diff.judgedBy(Evidence.NONE)
                + " not at all");
        long single = diff.rows().stream().filter(row -> row.change() == Change.SLOW_FORKS && !isTooSlow(row)).count();
        if (single > 0 && asksForSpeed()) {
            lines.add(Counted.of(single, "benchmark") + " with slow forks passed: a single slow fork, or a mean within"
                    + " what is allowed; measure again");
        }
        boolean nothing = diff.rows().stream().noneMatch(Row::isJudged);
        if (nothing && asksForSpeed()) {
            lines.add("error: nothing could be judged");
        }
        List<Row> tooSlow = diff.rows().stream().filter(this::isTooSlow).toList();
        List<Row> byForks = tooSlow.stream().filter(row -> !row.isByIterations()).toList();
        List<Row> within = tooSlow.stream().filter(Row::isByIterations).toList();
        add(lines, "slower than allowed", names(diff, byForks));
        add(lines, "slower than allowed within one fork", names(diff, within));
        List<String> missing = failOnMissing
                ? diff.missing().entrySet().stream().flatMap(entry -> entry.getValue().stream()
                        .map(key -> diff.labels().of(key))).toList()
                : List.of();
        add(lines, "missing", missing);
        List<String> unjudged = failOnUnjudged
                ? names(diff, diff.rows().stream().filter(row -> !row.isJudged()).toList())
                : List.of();
        add(lines, "not judged", unjudged);
        boolean failed = nothing && asksForSpeed() || !byForks.isEmpty() || !missing.isEmpty() || !unjudged.isEmpty();
        return new Result(failed ? FAILED : within.isEmpty() ? PASSED : SLOWER_WITHIN_ONE_FORK, lines);
    }

    private boolean isTooSlow(Row row) {
        Double allowed = thresholds.stream().filter(threshold -> threshold.isOf(row)).map(Threshold::tolerance)
                .findFirst().orElse(tolerance);
        if (allowed == null) {
            return false;
        }
        return switch (row.change()) {
            case SLOWER -> row.cost() > 1 + allowed;
            case SLOW_FORKS -> row.slowForks(row.finding().now()) >= SLOW_FORKS
                    && row.asCost(row.score().value() / row.baselineScore().value()) > 1 + allowed;
            default -> false;
        };
    }

    private static List<String> names(Diff diff, List<Row> rows) {
        return rows.stream().map(row -> diff.label(row)
                + (row.hasRatio() && row.change().isDifference() ? " (" + row.verdict() + ")" : "")).toList();
    }

    private static void add(List<String> lines, String what, List<String> names) {
        if (!names.isEmpty()) {
            Stream<String> more = names.size() > MOST_NAMES
                    ? Stream.of("and " + (names.size() - MOST_NAMES) + " more")
                    : Stream.of();
            lines.add("error: " + names.size() + " " + what + ": "
                    + Stream.concat(names.stream().limit(MOST_NAMES).map(name -> Labels.cut(name, 120)), more)
                            .collect(Collectors.joining(", ")));
        }
    }
}
