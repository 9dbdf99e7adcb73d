package threadlab.demo.lessons.frame;

/** The verdict of a measurement on a claim. */
public enum Verdict {
    HOLDS("holds"),
    HOLDS_WITH_A_LIMIT("holds with a limit"),
    DOES_NOT_HOLD("does not hold"),
    /** This platform has no way to show it. */
    SKIPPED("skipped"),
    /** The experiment itself failed. */
    FAILED("failed");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** Returns the words for people. */
    @Override
    public String toString() {
        return words;
    }
}
