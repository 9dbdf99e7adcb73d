package threadlab.bench.input;

/** What was read is not as it must be; the message says in a line what is wrong with which part. */
public final class MalformedInput extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 500;

    public MalformedInput(String message) {
        super(message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...");
    }
}
