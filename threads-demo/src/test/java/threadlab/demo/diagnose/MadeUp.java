package threadlab.demo.diagnose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts that no JVM has shown, of a scheduler with a parallelism of two that was watched for ten seconds. */
final class MadeUp {
    static final Events NOTHING_RECORDED = new Events(List.of(), Set.of(), List.of(), 0);
    static final Stack PARKED_IN_NATIVE = stack("jdk.internal.misc.Unsafe.park(Native Method)",
            "java.lang.VirtualThread.parkOnCarrierThread(VirtualThread.java:1)", "shop.Order.place(Order.java:7)",
            "java.lang.Class.forName0(Native Method)");

    private MadeUp() {
    }

    static Stack stack(String... frames) {
        return new Stack(List.of(frames));
    }

    static VirtualThreadSeen waiting(long id, Stack stack) {
        return new VirtualThreadSeen(id, "", "WAITING", null, null, stack);
    }

    static VirtualThreadSeen ready(long id) {
        return new VirtualThreadSeen(id, "next", "RUNNABLE", null, null, stack("shop.Order.pay(Order.java:9)"));
    }

    static List<VirtualThreadSeen> many(int count, Stack stack) {
        List<VirtualThreadSeen> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(waiting(1000 + i, stack));
        }
        return threads;
    }

    static PlatformThreadSeen carrier(long id, double cpuMillis, @Nullable Long carried) {
        return new PlatformThreadSeen(id, "ForkJoinPool-1-worker-" + id, cpuMillis, carried);
    }

    static Snapshot snapshot(List<VirtualThreadSeen> virtuals, PlatformThreadSeen... platforms) {
        return new Snapshot(virtuals, List.of(platforms), null, null);
    }

    static Facts facts(Snapshot first, Snapshot second, @Nullable Events events) {
        return new Facts(25, 2, Duration.ofSeconds(10), first, second, events);
    }

    static Facts facts(Snapshot first, Snapshot second) {
        return facts(first, second, NOTHING_RECORDED);
    }

    /** The same threads in both snapshots. */
    static Facts twice(List<VirtualThreadSeen> virtuals) {
        return facts(snapshot(virtuals), snapshot(virtuals));
    }
}
