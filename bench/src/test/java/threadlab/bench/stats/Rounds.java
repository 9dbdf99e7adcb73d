package threadlab.bench.stats;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/** Ratios by round, as a run might give them. */
final class Rounds {
    private Rounds() {
    }

    /** Returns rounds around a true ratio, each off by the next of these logarithms. */
    static List<Double> of(int rounds, double ratio, DoubleSupplier logError) {
        return DoubleStream.generate(logError).limit(rounds).map(e -> ratio * Math.exp(e)).boxed().toList();
    }

    static List<Double> ofLogs(double... logs) {
        return DoubleStream.of(logs).map(Math::exp).boxed().toList();
    }

    static List<Double> swapped(List<Double> ratios) {
        return ratios.stream().map(r -> 1 / r).toList();
    }

    static List<Double> times(double factor, List<Double> ratios) {
        return ratios.stream().map(r -> factor * r).toList();
    }
}
