package threadlab.client.capacity;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Searches for the highest rate that a server holds: doubles it until it is not held, or halves it until it is, and
 * then bisects. A rate that is not held has a second try, so that a moment in which the machine was busy does not
 * decide.
 */
public final class RateSearch {
    private static final double FACTOR = 2;
    /** The search ends when the lowest rate that is not held is at most so many times the highest that is. */
    private static final double PRECISION = 1.05;
    /** No load sends more. */
    private static final double HIGHEST = 1e8;
    private static final MathContext THREE_DIGITS = new MathContext(3);

    /** A load on the server that is searched. */
    public interface Load {
        /** Returns what a rate has shown; null if somebody ended the search. */
        @Nullable
        RateStep at(double rate) throws IOException, InterruptedException;
    }

    private final Load load;
    private final double start;
    private final double lowest;
    private final List<RateStep> steps = new ArrayList<>();
    /** The highest rate that was held, and the lowest above it that was not; 0 and infinity before there is one. */
    private double held;
    private double notHeld = Double.POSITIVE_INFINITY;

    private RateSearch(Load load, double start, double lowest) {
        this.load = load;
        this.start = start;
        this.lowest = lowest;
    }

    /**
     * Blocks until the rate is found.
     *
     * @param start the rate to begin with
     * @param lowest no lower rate is tried
     */
    public static Capacity run(Load load, double start, double lowest) throws IOException, InterruptedException {
        return new RateSearch(load, start, lowest).run();
    }

    private Capacity run() throws IOException, InterruptedException {
        for (OptionalDouble next = next(); next.isPresent(); next = next()) {
            double rate = next.getAsDouble();
            RateStep step = tried(rate);
            if (step != null && !step.holds()) {
                step = tried(rate);
            }
            if (step == null) {
                return new Capacity(steps, true);
            }
            if (step.holds()) {
                held = rate;
            } else {
                notHeld = rate;
            }
        }
        return new Capacity(steps, false);
    }

    private @Nullable RateStep tried(double rate) throws IOException, InterruptedException {
        RateStep step = load.at(rate);
        if (step != null) {
            steps.add(step);
        }
        return step;
    }

    /** Returns the rate to try next; none if there is nothing left to find out. */
    private OptionalDouble next() {
        if (steps.isEmpty()) {
            return OptionalDouble.of(rounded(Math.max(start, lowest)));
        }
        if (held == 0) {
            return notHeld > lowest ? OptionalDouble.of(rounded(Math.max(notHeld / FACTOR, lowest))) : none();
        }
        if (notHeld > HIGHEST) {
            return held * FACTOR <= HIGHEST ? OptionalDouble.of(rounded(held * FACTOR)) : none();
        }
        return notHeld > held * PRECISION ? OptionalDouble.of(rounded(Math.sqrt(held * notHeld))) : none();
    }

    private static OptionalDouble none() {
        return OptionalDouble.empty();
    }

    private static double rounded(double rate) {
        return BigDecimal.valueOf(rate).round(THREE_DIGITS).doubleValue();
    }
}
