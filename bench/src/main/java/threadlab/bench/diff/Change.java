package threadlab.bench.diff;

import threadlab.bench.stats.Finding;
import threadlab.bench.stats.Verdict;

/** What a row shows, in the order in which a reader wants to know it. */
enum Change {
    SLOWER("slower"), FASTER("faster"),
    /** Of a secondary figure, which is not a time or a rate of the benchmark itself. */
    MORE("more"), LESS("less"), NO_DIFFERENCE_SHOWN("no difference shown"),
    /** A single fork on either side, or a figure that no ratio can be formed of. */
    TOO_FEW_SAMPLES("too few samples to tell");

    private final String words;

    Change(String words) {
        this.words = words;
    }

    /** @param better which way the score of a primary figure is to go; null for a secondary one */
    static Change of(Finding finding, Direction better) {
        return switch (finding.verdict()) {
            case NO_DIFFERENCE_SHOWN -> NO_DIFFERENCE_SHOWN;
            case TOO_FEW_ROUNDS -> TOO_FEW_SAMPLES;
            case HIGHER, LOWER -> shown(finding.verdict() == Verdict.HIGHER, better);
        };
    }

    private static Change shown(boolean higher, Direction better) {
        if (better == null || better == Direction.NEITHER) {
            return higher ? MORE : LESS;
        }
        return higher == (better == Direction.HIGHER) ? FASTER : SLOWER;
    }

    @Override
    public String toString() {
        return words;
    }
}
