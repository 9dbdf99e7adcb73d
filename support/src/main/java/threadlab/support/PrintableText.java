package threadlab.support;

/** Text that can be printed safely: it neither controls a terminal nor forges a line. */
public final class PrintableText {
    private PrintableText() {
    }

    /**
     * Returns the text in one line, with every character escaped that is not visible: control and format characters,
     * line separators, surrogates without a partner, and what Unicode has not assigned.
     */
    public static String of(CharSequence text) {
        if (text.chars().allMatch(c -> ' ' <= c && c <= '~')) {
            return text.toString(); // most text, and much faster
        }
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> append(escaped, c));
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
                escaped.append(c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\u{" + Integer.toHexString(c) + "}");
            default -> escaped.appendCodePoint(c);
        }
    }
}
