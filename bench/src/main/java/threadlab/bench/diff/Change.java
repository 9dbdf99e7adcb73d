package threadlab.bench.diff;

/** What a row shows; the most important first. */
public enum Change {
    /** The benchmark is slower. */
    SLOWER("slower"),
    /** Some forks are far slower than the others, and none of the baseline's is. */
    SLOW_FORKS("slow in some forks"),
    /** The benchmark is faster. */
    FASTER("faster"),
    /** A secondary metric is larger, which is neither good nor bad by itself. */
    MORE("more"),
    /** A secondary metric is smaller. */
    LESS("less"),
    /** A difference is not shown, and one that matters is not ruled out. */
    NO_DIFFERENCE_SHOWN("no difference shown"),
    /** The whole interval is so near to 1 that the difference does not matter. */
    SAME("the same"),
    /** There is nothing to judge by, or there is no ratio. */
    TOO_FEW_SAMPLES("too few samples to tell"),
    /** Both reports have the very same samples. */
    NOT_MEASURED_AGAIN("not measured again");

    private final String words;

    Change(String words) {
        this.words = words;
    }

    /** Returns the change of a score that is shown to differ. */
    public static Change shown(boolean isHigher, Direction better) {
        if (better == Direction.NEITHER) {
            return isHigher ? MORE : LESS;
        }
        return isHigher == (better == Direction.HIGHER) ? FASTER : SLOWER;
    }

    boolean isDifference() {
        return compareTo(LESS) <= 0;
    }

    @Override
    public String toString() {
        return words;
    }
}
