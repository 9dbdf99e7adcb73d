package threadlab.bench.diff;

import threadlab.bench.stats.Finding;
import threadlab.bench.stats.Verdict;

/** What a row shows; the most important first. */
enum Change {
    /** The benchmark is slower. */
    SLOWER("slower"),
    /** The benchmark is faster. */
    FASTER("faster"),
    /** A secondary metric is larger, which is neither good nor bad by itself. */
    MORE("more"),
    /** A secondary metric is smaller. */
    LESS("less"),
    /** The forks do not show a difference. */
    NO_DIFFERENCE_SHOWN("no difference shown"),
    /** A report has a single fork, or there is no ratio. */
    TOO_FEW_SAMPLES("too few samples to tell");

    private final String words;

    Change(String words) {
        this.words = words;
    }

    /**
     * Returns the change for a finding.
     *
     * @param better which way is faster; {@code NEITHER} for a secondary metric
     */
    static Change of(Finding finding, Direction better) {
        return switch (finding.verdict()) {
            case NO_DIFFERENCE_SHOWN -> NO_DIFFERENCE_SHOWN;
            case TOO_FEW_ROUNDS -> TOO_FEW_SAMPLES;
            case HIGHER, LOWER -> shown(finding.verdict() == Verdict.HIGHER, better);
        };
    }

    private static Change shown(boolean isHigher, Direction better) {
        if (better == Direction.NEITHER) {
            return isHigher ? MORE : LESS;
        }
        return isHigher == (better == Direction.HIGHER) ? FASTER : SLOWER;
    }

    @Override
    public String toString() {
        return words;
    }
}
