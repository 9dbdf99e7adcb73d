package threadlab.demo.lessons.frame;

/** Thrown if this platform cannot show what the lesson is about. The message says what is missing. */
public final class CannotShow extends Exception {
    private static final long serialVersionUID = 1;

    public CannotShow(String reason) {
        super(reason);
    }
}
