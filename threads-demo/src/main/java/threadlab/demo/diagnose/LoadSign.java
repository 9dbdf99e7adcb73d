package threadlab.demo.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import threadlab.demo.lessons.frame.Figures;
import threadlab.support.Counted;

/** Nothing holds the load back: very many virtual threads are alive, or they become more and more. */
final class LoadSign extends Sign {
    /** Servers that were built for a pool of threads let some hundreds in; a database takes some tens. */
    private static final int VERY_MANY = 10_000;
    /** Fewer come and go by chance. */
    private static final int GROWN_BY = 1_000;
    private static final double GROWN_TIMES = 1.2;

    LoadSign() {
        super(18, "load that nothing holds back");
    }

    @Override
    Finding judge(Facts facts) {
        int before = facts.first().virtuals().size();
        int after = facts.second().virtuals().size();
        long notIdle = facts.second().virtuals().stream().filter(thread -> !isReadingSocket(thread.stack())).count();
        boolean grows = after - before >= GROWN_BY && after >= GROWN_TIMES * before;
        String counts = Figures.count(before) + " virtual threads were alive first, and " + Figures.count(after)
                + " in the end";
        if (!grows && notIdle < VERY_MANY) {
            return noSign(counts);
        }
        List<String> evidence = new ArrayList<>(List.of(counts));
        mostFrequent(facts.second()).ifPresent(place -> evidence.add(Counted.of(place.getValue(), "virtual thread")
                + " stood at " + place.getKey()));
        heap(facts.first().heapBytes(), facts.second().heapBytes()).ifPresent(evidence::add);
        return sign(evidence);
    }

    private static Optional<Entry<String, Long>> mostFrequent(Snapshot snapshot) {
        return snapshot.virtuals().stream().flatMap(thread -> thread.stack().place().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())).entrySet().stream()
                .max(Entry.<String, Long>comparingByValue().thenComparing(Entry.comparingByKey()));
    }

    private static Optional<String> heap(@Nullable Long before, @Nullable Long after) {
        return before == null || after == null
                ? Optional.empty()
                : Optional.of("the heap in use was " + Figures.bytes(before) + " first, and " + Figures.bytes(after)
                        + " in the end");
    }

    /** A session that waits for its client is no work that has been let in. */
    private static boolean isReadingSocket(Stack stack) {
        return stack.isBelow("sun.nio.ch.NioSocketImpl.read") || stack.isBelow("sun.nio.ch.NioSocketImpl.implRead")
                || stack.isBelow("sun.nio.ch.SocketChannelImpl.read");
    }
}
