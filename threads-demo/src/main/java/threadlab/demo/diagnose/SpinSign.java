package threadlab.demo.diagnose;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import threadlab.support.Counted;

/** Virtual threads yield again and again until something is free, and keep the carriers busy with that. */
final class SpinSign extends Sign {
    /** So many more than carriers stand in a yield: the carriers could be busy with nothing else. */
    private static final int MORE_THAN_CARRIERS = 1;
    /** As many as carriers are enough if others have no turn; one alone may look after the others. */
    private static final int FEWEST_ALL = 2;
    /** In CPUs. Those who wait for a carrier that is stuck use none; on a full machine, spinning gets little. */
    private static final double BUSY = 0.02;

    SpinSign() {
        super(17, "a pool that spins");
    }

    @Override
    Finding judge(Facts facts) {
        Map<String, Long> before = yielding(facts.first());
        Optional<Entry<String, Long>> most = yielding(facts.second()).entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(),
                        Math.min(entry.getValue(), before.getOrDefault(entry.getKey(), 0L))))
                .max(Entry.<String, Long>comparingByValue().thenComparing(Entry.comparingByKey()));
        long threads = most.map(Entry::getValue).orElse(0L);
        String cpu = String.format(Locale.ROOT, "%.2f CPUs", facts.carrierCpus());
        boolean isMany = threads >= facts.parallelism() + MORE_THAN_CARRIERS
                || threads >= Math.max(FEWEST_ALL, facts.parallelism()) && othersAreReady(facts);
        if (!isMany || facts.carrierCpus() < BUSY) {
            return noSign(Counted.of(threads, "virtual thread") + " stood in a yield in both dumps, and the carriers "
                    + "used " + cpu);
        }
        return sign(List.of(Counted.of(threads, "virtual thread") + " stood in Thread.yield at "
                + most.get().getKey() + ", in both dumps", "the carriers used " + cpu + " meanwhile"));
    }

    /** A scheduler that stays with the queue that is never empty lets the same few spin, and nobody else. */
    private static boolean othersAreReady(Facts facts) {
        return facts.readyWithoutCarrier() > facts.parallelism();
    }

    /** The pollers of the JDK yield too, as virtual threads of their own: they have no frame of the program. */
    private static Map<String, Long> yielding(Snapshot snapshot) {
        return snapshot.virtuals().stream().map(VirtualThreadSeen::stack)
                .filter(stack -> stack.isIn("java.lang.Thread.yield") || stack.isIn("java.lang.VirtualThread.tryYield"))
                .flatMap(stack -> stack.placeInTheProgram().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
