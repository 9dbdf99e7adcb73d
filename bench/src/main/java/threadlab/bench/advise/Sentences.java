package threadlab.bench.advise;

import java.util.ArrayList;
import java.util.List;
import threadlab.bench.verdict.NumberFormat;

/** Says what a limit means: what virtual threads could change, what they would not, and what else to look at. */
final class Sentences {
    private final Laws laws;
    private final String growth;
    private final String cpu;
    private final String wait;
    private final String poolBound;
    private final String cpuBound;

    private Sentences(Laws laws, double growthAtMost) {
        this.laws = laws;
        growth = NumberFormat.times(growthAtMost) + " times";
        cpu = NumberFormat.micros(1000 * laws.cpuMillis());
        wait = NumberFormat.micros(1000 * laws.waitMillis());
        poolBound = NumberFormat.digits(laws.poolBoundPerSecond()) + " requests/s";
        cpuBound = NumberFormat.digits(laws.cpuBoundPerSecond()) + " requests/s";
    }

    /** Returns the limit itself first. */
    static List<String> of(Figures figures, Laws laws, Limit limit, double growthAtMost) {
        var sentences = new Sentences(laws, growthAtMost);
        List<String> all = new ArrayList<>(List.of(limit.sentence()));
        all.addAll(switch (limit) {
            case POOL -> sentences.pool();
            case CPU -> sentences.cpu();
            case NEITHER -> laws.poolComesFirst() ? sentences.poolLater() : sentences.cpuLater();
            case SOMETHING_ELSE -> sentences.somethingElse();
        });
        if (figures.quietLatencyMillis() == null) {
            all.add(sentences.notKnown(limit));
        }
        return List.copyOf(all);
    }

    private List<String> pool() {
        return List.of("With virtual threads the load could grow at most " + growth + ", from " + poolBound + " to "
                + cpuBound + ", where the CPUs are full.", unchanged(), largerPool());
    }

    private List<String> cpu() {
        return List.of("Virtual threads add no CPU: with them the server could carry at most " + growth + " as much.",
                "They do not change the " + cpu + " of CPU a request. Less of that, or more CPUs, would help.");
    }

    private List<String> poolLater() {
        return List.of("The pool comes first, at " + poolBound + ". With virtual threads that could grow at most "
                + growth + ", to " + cpuBound + "; at today's load they change nothing.", unchanged(), largerPool());
    }

    private List<String> cpuLater() {
        return List.of("The CPUs come first, at " + cpuBound + ". Virtual threads add none: there is no load to gain.",
                "They change neither the " + cpu + " of CPU a request nor the " + wait + " that it waits.");
    }

    private List<String> somethingElse() {
        return List.of("A request has a thread for much longer than at a quiet time, and not for want of a CPU. "
                + "Look for a slow downstream, a lock or a full connection pool.",
                "Virtual threads do not change how much that can carry: more requests would wait for it.");
    }

    private String unchanged() {
        return "They change neither the " + cpu + " of CPU a request nor the " + wait
                + " that it waits, and what it waits for would have to carry " + growth + " as much.";
    }

    private String largerPool() {
        return "By these laws a pool of " + NumberFormat.digits(laws.inFlightAtCpuBound())
                + " platform threads carries as much: measure which costs less.";
    }

    private String notKnown(Limit limit) {
        return limit == Limit.CPU
                ? "Part of the " + wait + " that it waits is for a CPU: --quiet-latency tells how much."
                : "In these figures a slow downstream, a lock or a full connection pool looks the same as a long "
                        + "wait. Add --quiet-latency to tell them apart.";
    }
}
