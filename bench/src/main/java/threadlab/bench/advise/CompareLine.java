package threadlab.bench.advise;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the {@code ./lab compare} that tests an advice: work as that of the server's requests, and its pool. */
final class CompareLine {
    /** What recipes allow. */
    private static final double SHORTEST_WAIT_MILLIS = 1;
    private static final double LONGEST_MILLIS = 10_000;
    /** As many as {@code compare --thorough} has. */
    private static final double MOST_SESSIONS = 10_000;

    private CompareLine() {
    }

    /** Returns the arguments of {@code ./lab compare}; null if no recipe has such times. */
    static @Nullable String of(Figures figures, Laws laws, Limit limit) {
        String recipe = recipe(figures, laws, limit);
        return recipe == null
                ? null
                : "--work '" + recipe + "' --thread-model pool:" + figures.pool()
                        + ",virtual,virtual-per-request --sessions " + sessions(figures, laws, limit);
    }

    /** What holds a request is stood for by a pool that carries just the rate of today. */
    private static @Nullable String recipe(Figures figures, Laws laws, Limit limit) {
        Double quiet = figures.quietLatencyMillis();
        double wait = quiet == null ? laws.waitMillis() : Math.min(quiet - laws.cpuMillis(), laws.waitMillis());
        if (Math.max(laws.cpuMillis(), wait) > LONGEST_MILLIS) {
            return null;
        }
        List<String> stages = new ArrayList<>();
        String cpu = number(1000 * laws.cpuMillis());
        if (!cpu.equals("0")) {
            stages.add("cpu " + cpu + "us");
        }
        if (wait >= SHORTEST_WAIT_MILLIS) {
            String stage = "wait " + number(wait) + "ms";
            long places = Math.max(1, Math.round(figures.ratePerSecond() * wait / 1000));
            stages.add(limit == Limit.SOMETHING_ELSE ? "pool " + places + " { " + stage + " }" : stage);
        }
        return stages.isEmpty() ? null : String.join(", ", stages);
    }

    /** Twice what fills the limit, so that a closed loop reaches it. */
    private static long sessions(Figures figures, Laws laws, Limit limit) {
        double filling = limit == Limit.SOMETHING_ELSE ? figures.pool() : laws.inFlightAtCpuBound();
        return Math.max(1, Math.round(Math.min(2 * filling, MOST_SESSIONS)));
    }

    /** Three digits, and no more decimals than a recipe reads. */
    private static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3));
        BigDecimal number = rounded.scale() > 3 ? rounded.setScale(3, RoundingMode.HALF_UP) : rounded;
        return number.stripTrailingZeros().toPlainString();
    }
}
