package threadlab.demo.diagnose;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a JVM.
 *
 * @param java its feature version
 * @param parallelism how many carriers run virtual threads at the same time
 * @param watched the time between the two snapshots
 * @param events null if it makes no flight recordings
 */
record Facts(int java, int parallelism, Duration watched, Snapshot first, Snapshot second, @Nullable Events events) {
    /** The pool of the carriers, unless an earlier one has its number. */
    private static final String USUAL_POOL = "ForkJoinPool-1-worker-";
    /** A carrier that used less than this part of the time in CPU did not run what it carried: others share the CPU. */
    private static final double STILL = 0.02;

    /** A virtual thread that stood on its carrier from the first snapshot to the second. */
    record Standing(VirtualThreadSeen thread, PlatformThreadSeen carrier) {
    }

    /** Returns the virtual threads that kept their carrier and did nothing there. */
    List<Standing> standing() {
        Map<Long, PlatformThreadSeen> before = first.busyCarriers();
        Map<Long, PlatformThreadSeen> after = second.busyCarriers();
        Map<Long, Stack> stacks = first.virtuals().stream()
                .filter(thread -> before.containsKey(thread.id()))
                .collect(Collectors.toMap(VirtualThreadSeen::id, VirtualThreadSeen::stack, (one, same) -> one));
        return second.virtuals().stream()
                .filter(thread -> !thread.stack().frames().isEmpty() && thread.stack().equals(stacks.get(thread.id())))
                .filter(thread -> events == null || !events.moved(thread.id()))
                .flatMap(thread -> Optional.ofNullable(after.get(thread.id()))
                        .filter(carrier -> isStill(before.get(thread.id()), carrier))
                        .map(carrier -> new Standing(thread, carrier)).stream())
                .toList();
    }

    private boolean isStill(@Nullable PlatformThreadSeen before, PlatformThreadSeen after) {
        return before != null && before.id() == after.id()
                && after.cpuMillis() - before.cpuMillis() < STILL * watched.toMillis();
    }

    /** Returns how many virtual threads were ready and had no carrier, in both snapshots at least. */
    long readyWithoutCarrier() {
        return Math.min(first.readyWithoutCarrier(), second.readyWithoutCarrier());
    }

    /** Returns whether the JVM tells which virtual threads are ready. */
    boolean tellsWhoIsReady() {
        return second.scheduler() != null || second.virtuals().stream().anyMatch(thread -> thread.state() != null);
    }

    /** Returns all carriers of a snapshot, those without work too. Their pool is that of a busy one. */
    List<PlatformThreadSeen> carriers(Snapshot snapshot) {
        String pool = Stream.of(first, second).flatMap(each -> each.busyCarriers().values().stream()).findFirst()
                .map(PlatformThreadSeen::pool).orElse(USUAL_POOL);
        return snapshot.platforms().stream().filter(thread -> thread.pool().equals(pool)).toList();
    }

    /** Returns the CPU time of its carriers between the snapshots, in CPUs. */
    double carrierCpus() {
        Map<Long, PlatformThreadSeen> before = first.platforms().stream()
                .collect(Collectors.toMap(PlatformThreadSeen::id, Function.identity(), (one, same) -> one));
        return carriers(second).stream().mapToDouble(carrier -> {
            PlatformThreadSeen earlier = before.get(carrier.id());
            return carrier.cpuMillis() - (earlier == null ? 0 : earlier.cpuMillis());
        }).sum() / Math.max(1, watched.toMillis());
    }
}
