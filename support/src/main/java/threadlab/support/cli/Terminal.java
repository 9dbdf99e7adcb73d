package threadlab.support.cli;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * The terminal that a command talks to, as its launcher tells it: Java itself cannot know how wide one is, or whether
 * the standard error is one.
 */
public final class Terminal {
    /** Set by {@code ./lab} to the width of the terminal that the standard error is. */
    private static final String COLUMNS = "LAB_COLUMNS";
    private static final int USUAL = 80;
    private static final int LEAST = 20;

    private Terminal() {
    }

    /** Returns how many characters fit into a line, or how many usually do if that is not known. */
    public static int columns() {
        int told = told(System.getenv(COLUMNS));
        return told > 0 ? told : USUAL;
    }

    /** Returns whether the standard error is a terminal. Without the launcher, it is one if the standard output is. */
    static boolean isError() {
        return told(System.getenv(COLUMNS)) > 0 || Ansi.AUTO.enabled();
    }

    /** Returns 0 for what is no width of a terminal. */
    static int told(@Nullable String columns) {
        return columns != null && columns.matches("\\d{1,4}") && Integer.parseInt(columns) >= LEAST
                ? Integer.parseInt(columns)
                : 0;
    }

    /**
     * Breaks a text into lines. A word that does not fit into one has a line of its own.
     *
     * @param columns of the longest line
     * @param indent of all lines but the first one
     */
    public static String wrapped(String text, int columns, int indent) {
        StringBuilder lines = new StringBuilder();
        int length = 0;
        for (String word : Arrays.asList(text.split(" "))) {
            if (length > 0 && length + 1 + word.length() > columns) {
                lines.append('\n').append(" ".repeat(indent));
                length = indent;
            } else if (length > 0) {
                lines.append(' ');
                length++;
            }
            lines.append(word);
            length += word.length();
        }
        return lines.toString();
    }
}
