package threadlab.support.control;

/**
 * A server has stopped, as it was told to.
 *
 * @param drained sessions that ended by themselves during the stop
 * @param forced sessions that were cut off when the time for that was over
 * @param elapsedMillis from the beginning of the stop until the last session was gone
 * @param counters all that it has ever counted
 */
public record Stopped(long drained, long forced, double elapsedMillis, ServerCounters counters) {
}
