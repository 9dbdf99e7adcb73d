package threadlab.demo.lessons.frame;

/** What the measured outcome says about the claim. */
public enum Verdict {
    HOLDS("holds"), HOLDS_WITH_A_LIMIT("holds with a limit"), DOES_NOT_HOLD("does not hold"),
    /** This platform has no way to show it. */
    SKIPPED("skipped"),
    /** The experiment itself failed. */
    FAILED("failed");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** As people read it. */
    @Override
    public String toString() {
        return words;
    }
}
