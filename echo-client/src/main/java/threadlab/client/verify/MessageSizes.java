package threadlab.client.verify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sizes of messages: one fixed size, or evenly distributed between two limits. The size of a message is a function
 * of (seed, session, sequence), so that a run can be repeated.
 *
 * @param min bytes, at least 1
 * @param max bytes, at least {@code min}
 */
public record MessageSizes(int min, int max, long seed) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:\\.\\.(\\d{1,9}))?");

    public static MessageSizes of(int bytes) {
        return new MessageSizes(bytes, bytes, 0);
    }

    /**
     * Reads {@code 64} or {@code 1..4096}. The plan checks the range.
     *
     * @throws IllegalArgumentException if the text is neither; the message shows it
     */
    public static MessageSizes parse(String text, long seed) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a number of bytes such as 64 or 1..4096");
        }
        int first = Integer.parseInt(form.group(1));
        return new MessageSizes(first, form.group(2) == null ? first : Integer.parseInt(form.group(2)), seed);
    }

    /** Returns the size of one message. */
    public int of(long session, long sequence) {
        return min == max
                ? min
                : min + (int) Long.remainderUnsigned(Payload.mix(Payload.mix(Payload.mix(seed) + session) + sequence),
                        max - min + 1L);
    }

    /** Returns the text that {@link #parse} reads, without the seed. */
    @Override
    public String toString() {
        return min == max ? String.valueOf(min) : min + ".." + max;
    }
}
