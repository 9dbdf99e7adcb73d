package threadlab.demo.lessons.frame;

/** This platform has no way to show what the lesson is about. The message says what is missing, for people. */
public final class CannotShow extends Exception {
    private static final long serialVersionUID = 1;

    public CannotShow(String reason) {
        super(reason);
    }
}
