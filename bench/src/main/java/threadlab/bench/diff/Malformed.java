package threadlab.bench.diff;

/** A part of a report is not what JMH writes; the message says which. */
final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
        super(message);
    }
}
