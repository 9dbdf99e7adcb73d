package threadlab.support.control;

import org.jspecify.annotations.Nullable;

/**
 * A server's answer to the request {@value #REQUEST}, for which it computes for some 0.2 s: how fast it computes now.
 *
 * @param given steps that count as a microsecond of the stage {@code cpu}; null for a server without work
 * @param measured steps that it does in a microsecond
 */
public record CpuUnit(@Nullable Integer given, int measured) {
    public static final String REQUEST = "cpu-unit";
}
