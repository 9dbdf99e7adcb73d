package threadlab.client.verify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long messages are: all alike, or evenly spread between two limits by a function of (seed, session, sequence), so
 * that a run can be repeated. Pure.
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
     * As people write them: {@code 64} or {@code 1..4096}. Limits are the plan's affair.
     *
     * @throws IllegalArgumentException if it is neither, with a line that shows it
     */
    public static MessageSizes parse(String text, long seed) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a number of bytes such as 64 or 1..4096");
        }
        int first = Integer.parseInt(form.group(1));
        return new MessageSizes(first, form.group(2) == null ? first : Integer.parseInt(form.group(2)), seed);
    }

    public int of(long session, long sequence) {
        return min == max
                ? min
                : min + (int) Long.remainderUnsigned(Payload.mix(Payload.mix(Payload.mix(seed) + session) + sequence),
                        max - min + 1L);
    }

    /** As {@link #parse} takes them, without the seed. */
    @Override
    public String toString() {
        return min == max ? String.valueOf(min) : min + ".." + max;
    }
}
