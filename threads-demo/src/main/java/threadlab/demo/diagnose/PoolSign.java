package threadlab.demo.diagnose;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threadlab.support.Counted;

/** Many virtual threads wait for a place in a pool, or for a lock. */
final class PoolSign extends Sign {
    /** Fewer wait for a moment in healthy programs too: as many as a small pool has places. */
    private static final int MANY = 20;
    private static final List<String> QUEUES = List.of("poll", "pollFirst", "pollLast");

    PoolSign() {
        super(16, "a pool or a lock that many wait for");
    }

    @Override
    Finding judge(Facts facts) {
        Map<String, Long> before = waiting(facts.first());
        Map<String, Long> atLeast = waiting(facts.second()).entrySet().stream().collect(Collectors.toMap(Entry::getKey,
                entry -> Math.min(entry.getValue(), before.getOrDefault(entry.getKey(), 0L))));
        Optional<Entry<String, Long>> most = atLeast.entrySet().stream()
                .max(Entry.<String, Long>comparingByValue().thenComparing(Entry.comparingByKey()));
        if (most.isEmpty() || most.get().getValue() < MANY) {
            return noSign("at most " + Counted.of(most.map(Entry::getValue).orElse(0L), "virtual thread")
                    + " waited in one place for a lock or a pool");
        }
        return sign(Stream.concat(atLeast.entrySet().stream().filter(entry -> entry.getValue() >= MANY)
                .sorted(Entry.<String, Long>comparingByValue(Comparator.reverseOrder())).limit(3)
                .map(entry -> "at least " + Counted.of(entry.getValue(), "virtual thread") + " waited "
                        + entry.getKey() + ", in both dumps"),
                example(facts.second(), most.get().getKey()).stream()).toList());
    }

    private static Optional<String> example(Snapshot snapshot, String where) {
        return snapshot.virtuals().stream().filter(thread -> where(thread).filter(where::equals).isPresent())
                .map(VirtualThreadSeen::awaited).flatMap(Stream::ofNullable).findFirst()
                .map(awaited -> "one of them waits for " + awaited);
    }

    private static Map<String, Long> waiting(Snapshot snapshot) {
        return snapshot.virtuals().stream().flatMap(thread -> where(thread).stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /**
     * Returns where a thread waits, if that is for a lock, a monitor or a pool. One that is blocked before it has
     * entered the program waits for a monitor of the JDK, whose owner may be short of a carrier.
     */
    private static Optional<String> where(VirtualThreadSeen thread) {
        Stack stack = thread.stack();
        if ("BLOCKED".equals(thread.state())) {
            return stack.placeInTheProgram().map(place -> "for a monitor at " + place);
        }
        return isForLock(stack) || isForPlace(stack) ? stack.place().map(place -> "at " + place) : Optional.empty();
    }

    /** Returns whether it waits for a lock or a semaphore. A latch is no place that somebody else has taken. */
    private static boolean isForLock(Stack stack) {
        return (stack.isIn("java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire")
                || stack.isIn("java.util.concurrent.locks.AbstractQueuedLongSynchronizer.acquire")
                || stack.isBelow("java.util.concurrent.locks.StampedLock.acquire"))
                && !stack.isBelow("java.util.concurrent.CountDownLatch.")
                && !stack.isBelow("java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.await");
    }

    /**
     * Returns whether it takes something from a queue, and not for longer than some time, as those do who borrow from a
     * pool. Workers without work do so too, but they take their tasks in a method of their executor. Who waits without
     * a limit is more often an idle consumer.
     */
    private static boolean isForPlace(Stack stack) {
        return !stack.isIn("java.util.concurrent.ThreadPoolExecutor.getTask")
                && stack.frames().stream().anyMatch(frame -> frame.startsWith("java.util.concurrent.")
                        && QUEUES.stream().anyMatch(method -> frame.contains("." + method + "(")));
    }
}
