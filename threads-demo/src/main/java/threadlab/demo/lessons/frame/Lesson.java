package threadlab.demo.lessons.frame;

import java.io.IOException;

/**
 * One claim, tried on this machine. The methods are in the order of the lesson, and so they stand in its file.
 *
 * <p>
 * Words may have several paragraphs, with an empty line between them; other line ends mean nothing. They are ASCII, for
 * any terminal.
 *
 * @param <F> what the experiment finds, as numbers
 */
public interface Lesson<F> {

    /** Its number, short name and title. */
    Heading heading();

    /** What is claimed. */
    String claim();

    /** What one should expect to see, and why. */
    String expectation();

    /**
     * Tries it, in under 15 seconds and without any privilege. No thread that it starts outlives it.
     *
     * @throws CannotShow if this platform has no way to show it
     */
    F experiment() throws CannotShow, IOException, InterruptedException;

    /** What the findings say about the claim. Pure: findings that are made up must do as well. */
    Outcome outcome(F finding);

    /** One thing to try next. */
    String next();

    /** The experiment and its outcome; where it cannot be shown, or fails, an outcome that says so. */
    default Outcome run() throws InterruptedException {
        try {
            return outcome(experiment());
        } catch (CannotShow e) {
            return new Outcome(Verdict.SKIPPED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Outcome(Verdict.FAILED, String.valueOf(e.getMessage()));
        }
    }
}
