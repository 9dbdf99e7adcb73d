package threadlab.demo.diagnose;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a JVM at one time, or as good as that.
 *
 * @param virtuals its virtual threads
 * @param platforms its platform threads, carriers included
 * @param scheduler null before JDK 24
 * @param heapBytes the heap in use; null if the JVM does not tell
 */
record Snapshot(List<VirtualThreadSeen> virtuals, List<PlatformThreadSeen> platforms, @Nullable SchedulerSeen scheduler,
        @Nullable Long heapBytes) {

    /** Returns the carriers that carry a virtual thread, by the id of that. */
    Map<Long, PlatformThreadSeen> busyCarriers() {
        Map<Long, PlatformThreadSeen> carriers = new HashMap<>();
        for (PlatformThreadSeen thread : platforms) {
            if (thread.carried() != null) {
                carriers.put(thread.carried(), thread);
            }
        }
        return carriers;
    }

    /** Returns how many virtual threads were seen ready and without a carrier: at least so many there were. */
    long readyWithoutCarrier() {
        long inDump = virtuals.stream().filter(VirtualThreadSeen::isReadyWithoutCarrier).count();
        return scheduler == null ? inDump : Math.max(inDump, scheduler.queued());
    }
}
