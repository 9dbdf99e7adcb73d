package threadlab.support.control;

import org.jspecify.annotations.Nullable;

/**
 * A server's answer to the request {@value #REQUEST}, for which it makes a full garbage collection. What the JVM does
 * not provide is null.
 *
 * @param liveHeapBytes objects that are left after the collection
 * @param virtualThreads objects of virtual threads, including those that have ended and are still referenced
 * @param directBytes memory in direct buffers
 */
public record Memory(@Nullable Long liveHeapBytes, @Nullable Long virtualThreads, @Nullable Long directBytes) {
    public static final String REQUEST = "memory";
}
