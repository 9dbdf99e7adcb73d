package threadlab.bench.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadlab.bench.verdict.LoadPoint;
import threadlab.client.capacity.LatencyBound;
import threadlab.client.verify.MessageSizes;
import threadlab.support.Preconditions;

/** The options of {@code compare} for the loads. Each takes a list, and all of them are combined. */
final class LoadOptions {
    /** Has no rate. */
    private static final List<Double> CLOSED = Collections.singletonList(null);

    @Option(names = "--sessions", split = ",", paramLabel = "N",
            description = "Numbers of busy sessions. Default: 100,1000,5000, with --quick 1000.")
    private List<Integer> sessions;

    @Option(names = "--size", split = ",", defaultValue = "64", paramLabel = "BYTES",
            description = "Bytes in a message, N or MIN..MAX. Default: ${DEFAULT-VALUE}.")
    private List<String> sizes;

    @Option(names = "--depth", split = ",", defaultValue = "1", paramLabel = "N",
            description = "Messages in flight per session. Default: ${DEFAULT-VALUE}.")
    private List<Integer> depths;

    @Option(names = "--rate", split = ",", paramLabel = "N",
            description = "Open loop: messages per second over all sessions, sent on schedule. Default: none, a "
                    + "closed loop.")
    private List<Double> rates;

    @Option(names = "--find-rate", paramLabel = "BOUND",
            description = "After the measured window of each trial, find the highest rate of an open loop at which "
                    + "the server keeps this bound of its response times, such as 'p99<=200ms' (docs/workloads.md). "
                    + "A trial then takes some 20 s longer. Default: none.")
    private @Nullable String findRate;

    @Option(names = "--think", split = ",", defaultValue = "0s", paramLabel = "TIME",
            description = "Closed loop: pause between an echo and the next message. Default: ${DEFAULT-VALUE}.")
    private List<Duration> thinks;

    @Option(names = "--idle-sessions", split = ",", defaultValue = "0", paramLabel = "N",
            description = "Sessions held open beside the busy ones that never send. Default: ${DEFAULT-VALUE}.")
    private List<Integer> idles;

    List<String> sizes() {
        return sizes;
    }

    /**
     * Returns the bound within which to find the highest rate; null if that is not to be found.
     *
     * @throws IllegalArgumentException in one line
     */
    @Nullable
    String findRate() {
        try {
            return findRate == null ? null : LatencyBound.parse(findRate).toString();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("find-rate: " + e.getMessage(), e);
        }
    }

    /** Returns whether the user named no numbers of sessions. */
    boolean isDefault() {
        return sessions == null;
    }

    /**
     * Returns every combination; the number of sessions varies first.
     *
     * @param defaultSessions numbers of sessions if the user named none
     * @throws IllegalArgumentException in one line, if options contradict each other
     */
    List<LoadPoint> points(List<Integer> defaultSessions) {
        boolean isThoughtful = thinks.stream().anyMatch(think -> !think.isZero());
        if (rates != null && isThoughtful) {
            throw new IllegalArgumentException("think is for a closed loop, and rate makes it an open one");
        }
        Preconditions.check(findRate == null || rates == null && !isThoughtful, "find-rate", findRate,
                "only without rate and think");
        List<LoadPoint> points = new ArrayList<>();
        for (Double rate : rates != null ? rates : CLOSED) {
            for (Duration think : thinks) {
                for (int idle : idles) {
                    for (int depth : depths) {
                        for (String size : sizes) {
                            check(size);
                            for (int n : sessions != null ? sessions : defaultSessions) {
                                points.add(new LoadPoint(n, size, depth, rate, think.toNanos() / 1e9, idle));
                            }
                        }
                    }
                }
            }
        }
        return points;
    }

    private static void check(String size) {
        try {
            MessageSizes.parse(size, 1);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("size: " + e.getMessage(), e);
        }
    }
}
