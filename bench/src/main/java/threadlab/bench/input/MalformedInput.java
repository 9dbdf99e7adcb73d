package threadlab.bench.input;

/** Input that is not as it must be. The message says in one line what is wrong with which part. */
public final class MalformedInput extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int MAX_LENGTH = 500;

    public MalformedInput(String message) {
        super(message.length() <= MAX_LENGTH ? message : message.substring(0, MAX_LENGTH) + "...");
    }
}
