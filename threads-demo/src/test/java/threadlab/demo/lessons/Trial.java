package threadlab.demo.lessons;

import java.io.IOException;
import org.opentest4j.TestAbortedException;
import threadlab.demo.lessons.frame.CannotShow;
import threadlab.demo.lessons.frame.Lesson;

/** Experiments in a test. */
final class Trial {
    private Trial() {
    }

    /** What the experiment finds; the test is aborted, visibly, where the platform cannot show it. */
    static <F> F of(Lesson<F> lesson) throws IOException, InterruptedException {
        try {
            return lesson.experiment();
        } catch (CannotShow e) {
            throw new TestAbortedException(e.getMessage());
        }
    }
}
