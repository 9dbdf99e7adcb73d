package threadlab.bench.advise;

import java.util.List;
import java.util.stream.Stream;
import threadlab.bench.verdict.NumberFormat;

/** Says what a limit means: what virtual threads could change, what they would not, and what else to look at. */
final class Sentences {
    private static final String NOT_TOLD_APART = "In these figures a slow downstream, a lock or a full connection pool "
            + "looks the same as a long wait. Add --quiet-latency to tell them apart.";

    private final Laws laws;
    private final String growth;

    private Sentences(Laws laws, double growth) {
        this.laws = laws;
        this.growth = NumberFormat.times(growth) + " times";
    }

    /** Returns the limit itself first. */
    static List<String> of(Figures figures, Laws laws, Limit limit, double growth) {
        var sentences = new Sentences(laws, growth);
        Stream<String> meaning = switch (limit) {
            case POOL -> sentences.pool();
            case CPU -> sentences.cpu();
            case NEITHER -> laws.poolComesFirst() ? sentences.poolLater() : sentences.cpuLater();
            case SOMETHING_ELSE -> sentences.somethingElse();
        };
        boolean isBlind = figures.quietLatencyMillis() == null && limit != Limit.CPU;
        return Stream
                .of(Stream.of(limit.sentence()), meaning, isBlind ? Stream.of(NOT_TOLD_APART) : Stream.<String>of())
                .flatMap(part -> part).toList();
    }

    private Stream<String> pool() {
        return Stream.of("With virtual threads the load could grow at most " + growth + ", from " + poolBound() + " to "
                + cpuBound() + ", where the CPUs are full.", waitsStay(), largerPool());
    }

    private Stream<String> cpu() {
        return Stream.of("Virtual threads add no CPU: with them the load could grow at most " + growth + ".",
                "They do not change the " + cpuOfARequest() + " of CPU a request. Less of that, or more CPUs, would "
                        + "help.");
    }

    private Stream<String> poolLater() {
        return Stream.of("The pool comes first, at " + poolBound() + ". With virtual threads that could grow at most "
                + growth + ", to " + cpuBound() + "; at today's load they change nothing.", waitsStay(), largerPool());
    }

    private Stream<String> cpuLater() {
        return Stream.of(
                "The CPUs come first, at " + cpuBound() + ", and virtual threads add none: there is no load to "
                        + "gain.",
                "They change neither the " + cpuOfARequest() + " of CPU a request nor the "
                        + waitOfARequest() + " that it waits.");
    }

    private Stream<String> somethingElse() {
        return Stream.of("A request has a thread for much longer than at a quiet time, and not for want of a CPU. "
                + "Look for a slow downstream, a lock or a full connection pool.",
                "Virtual threads do not change how much that can carry: more requests would wait for it.");
    }

    private String waitsStay() {
        return "They change neither the " + cpuOfARequest() + " of CPU a request nor the " + waitOfARequest()
                + " that it waits, and what it waits for would have to carry " + growth + " as much.";
    }

    private String largerPool() {
        return "By these laws a pool of " + NumberFormat.digits(laws.inFlightAtCpuBound())
                + " platform threads carries as much: measure which costs less.";
    }

    private String cpuOfARequest() {
        return NumberFormat.micros(1000 * laws.cpuMillis());
    }

    private String waitOfARequest() {
        return NumberFormat.micros(1000 * laws.waitMillis());
    }

    private String cpuBound() {
        return NumberFormat.digits(laws.cpuBoundPerSecond()) + " requests/s";
    }

    private String poolBound() {
        return NumberFormat.digits(laws.poolBoundPerSecond()) + " requests/s";
    }
}
