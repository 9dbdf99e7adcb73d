package threadlab.demo.lessons.frame;

import java.util.List;

/**
 * The result of a lesson.
 *
 * @param because what was measured and why it leads to the verdict, in a sentence or two
 * @param exhibits shown in this order
 */
public record Outcome(Verdict verdict, String because, List<Exhibit> exhibits) {
    /** Copies the list. */
    public Outcome {
        exhibits = List.copyOf(exhibits);
    }

    public Outcome(Verdict verdict, String because, Exhibit... exhibits) {
        this(verdict, because, List.of(exhibits));
    }
}
