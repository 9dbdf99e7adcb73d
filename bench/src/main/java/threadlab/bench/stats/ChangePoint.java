package threadlab.bench.stats;

/**
 * A point of a series from which on its level is another one.
 *
 * @param at index of the first value with the new level
 * @param pValue corrected for the number of series that were tested together
 * @param before geometric mean of the values from the change before to this one
 * @param after geometric mean of the values from this change to the next
 * @param ratio of after to before, with its interval
 */
public record ChangePoint(int at, double pValue, double before, double after, Interval ratio) {
}
