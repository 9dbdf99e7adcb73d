package threadlab.support.control;

import org.jspecify.annotations.Nullable;

/**
 * A server's answer to the request {@value #REQUEST}.
 *
 * @param carriers how many carriers its virtual threads have now; null if it has no such threads, and before Java 24
 */
public record Stats(ServerCounters counters, @Nullable Integer carriers) {
    public static final String REQUEST = "stats";
}
