package threadlab.demo;

/** Escapes text for XML 1.0, in content and in quoted attributes. */
public final class Xml {
    private static final int REPLACEMENT = 0xFFFD;

    private Xml() {
    }

    /** Returns the escaped text. Characters that XML allows in no form become U+FFFD. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> append(escaped, c));
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, int c) {
        switch (c) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            default -> escaped.appendCodePoint(allowed(c) ? c : REPLACEMENT);
        }
    }

    private static boolean allowed(int c) {
        boolean white = c == '\t' || c == '\n' || c == '\r';
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return white || c >= ' ' && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }
}
