package threadlab.support.control;

/** A server's answer to the request {@value #REQUEST}. */
public record Stats(ServerCounters counters) {
    public static final String REQUEST = "stats";
}
