package threadlab.bench.verdict;

/**
 * A trial that is to be run.
 *
 * @param number in the order of the run, from 1
 * @param round from 1
 * @param candidate the name of a candidate, or of the control
 */
public record TrialSpec(int number, int round, String candidate, LoadPoint loadPoint) {
}
