package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.stats.MinMedianMax;

/**
 * The sentence on what was in use all the time, and so was the limit of a candidate with work: N places that are held
 * for T each carry N / T messages a second.
 */
final class LimitSentence {
    /** So much of it is in use on average: whoever gives a place back meets one who waits, a moment later. */
    private static final double ALL = 0.95;
    private static final Pattern POOL = Pattern.compile("pool:(\\d{1,9})(?!\\d).*");

    /** @param micros for which a message holds one of them */
    private record Limit(String what, double count, String each, double micros) {
        private String text(Summary summary, Plan plan) {
            return what + " at " + plan.where(summary.loadPoint()) + " ("
                    + (count == Math.rint(count) ? NumberFormat.count(count) : NumberFormat.digits(count)) + each
                    + " / " + NumberFormat.micros(micros) + " = "
                    + NumberFormat.count(count * 1e6 / micros) + " a second"
                    + summary.spread(Metric.RATE).map(rate -> ", measured: " + NumberFormat.count(rate.median()))
                            .orElse("")
                    + ")";
        }
    }

    private LimitSentence() {
    }

    /** Returns a sentence for each candidate whose limit is clear at some load. */
    static Stream<String> of(Analysis analysis) {
        return analysis.plan().candidates().stream().flatMap(candidate -> text(candidate, analysis).stream());
    }

    private static Optional<String> text(String candidate, Analysis analysis) {
        List<String> limits = analysis.summaries().stream().filter(summary -> summary.candidate().equals(candidate))
                .flatMap(
                        summary -> limit(summary, analysis).map(limit -> limit.text(summary, analysis.plan())).stream())
                .toList();
        return limits.isEmpty()
                ? Optional.empty()
                : Optional.of("The limit of " + candidate + " was " + NumberFormat.listed(limits) + ".");
    }

    /**
     * Returns the one that is held for the shortest time. Another that is in use all the time is held around it:
     * whoever holds that waits for this one.
     */
    private static Optional<Limit> limit(Summary summary, Analysis analysis) {
        WorkTimes work = summary.work();
        if (work == null) {
            return Optional.empty();
        }
        List<@Nullable Limit> limits = new ArrayList<>();
        limits.add(ofThreads(summary.candidate(), work));
        work.stages().forEach(stage -> limits.add(ofPlaces(stage, work)));
        limits.add(ofCpus(summary, analysis.run().setup().servers()));
        return limits.stream().filter(Objects::nonNull).min(Comparator.comparing(Limit::micros));
    }

    private static @Nullable Limit ofThreads(String candidate, WorkTimes work) {
        Matcher pool = POOL.matcher(candidate);
        double threads = pool.matches() ? Integer.parseInt(pool.group(1)) : 0;
        return threads > 0 && work.inWorkMean() >= ALL * threads
                ? new Limit("its pool", threads, " threads", work.inWorkMicros())
                : null;
    }

    /** Places for which nobody waits are in use because something else lets no more messages in. */
    private static @Nullable Limit ofPlaces(WorkTimes.Stage stage, WorkTimes work) {
        Double places = stage.places();
        Double waited = stage.waitedMicros();
        boolean isAwaited = waited != null && waited > (1 - ALL) * stage.hadMicros();
        return places != null && isAwaited && inUse(stage, work) >= ALL * places
                ? new Limit("the " + stage.stage() + " of the recipe", places, places == 1 ? " place" : " places",
                        stage.hadMicros())
                : null;
    }

    /** Returns how many places are in use: messages in work, times this stage's share of their time (Little's law). */
    private static double inUse(WorkTimes.Stage stage, WorkTimes work) {
        return work.inWorkMean() * stage.hadMicros() / work.inWorkMicros();
    }

    private static @Nullable Limit ofCpus(Summary summary, @Nullable List<ServerSetup> servers) {
        Optional<Double> cpus = servers == null
                ? Optional.empty()
                : servers.stream().filter(setup -> setup.candidate().equals(summary.candidate()))
                        .flatMap(setup -> cpus(setup).stream()).findFirst();
        Optional<Double> busy = summary.spread(Metric.SERVER_CPU).map(MinMedianMax::median);
        Optional<Double> each = summary.spread(Metric.CPU).map(MinMedianMax::median);
        return cpus.isPresent() && busy.isPresent() && each.isPresent() && busy.get() >= ALL * cpus.get()
                ? new Limit("its CPU", cpus.get(), cpus.get() == 1 ? " CPU" : " CPUs", each.get())
                : null;
    }

    private static Optional<Double> cpus(ServerSetup setup) {
        return setup.cpus() != null
                ? Optional.of(setup.cpus())
                : Optional.ofNullable(setup.jvm()).map(jvm -> (double) jvm.processors());
    }
}
