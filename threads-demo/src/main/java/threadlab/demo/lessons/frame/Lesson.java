package threadlab.demo.lessons.frame;

import java.io.IOException;

/**
 * A claim that is tried on this machine. The methods are in the order of the lesson, also in its file.
 *
 * <p>
 * A text may have several paragraphs, with an empty line between them. Other line ends mean nothing. It is ASCII, so
 * that any terminal shows it.
 *
 * @param <F> the numbers that the experiment finds
 */
public interface Lesson<F> {

    /** Returns its number, short name and title. */
    Heading heading();

    /** Returns the claim. */
    String claim();

    /** Returns what should be seen, and why. */
    String expectation();

    /**
     * Tries the claim, in less than 15 seconds and without any privilege. It ends all threads that it starts.
     *
     * @throws CannotShow if this platform has no way to show it
     */
    F experiment() throws CannotShow, IOException, InterruptedException;

    /** Returns what the findings say about the claim. Pure function: a test can pass made-up findings. */
    Outcome outcome(F finding);

    /** Returns what to try next. */
    String next();

    /** Returns the outcome of the experiment, also if it fails or this platform cannot show it. */
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
