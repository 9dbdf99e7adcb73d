package threadlab.support.cli;

import java.io.PrintStream;
import threadlab.support.PrintableText;

/**
 * A line on a terminal that is overwritten while something goes on, and is never longer than one line of it. Prints
 * nothing elsewhere. Thread-safe.
 */
public final class ProgressLine {
    private static final String CLEAR = "\r\033[K";

    private final PrintStream out;
    private final boolean isTerminal;
    private final int columns;

    /** Writes to {@code out}, the standard error, as far as that is a terminal. */
    public ProgressLine(PrintStream out) {
        this(out, Terminal.isError(), Terminal.columns());
    }

    ProgressLine(PrintStream out, boolean isTerminal, int columns) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.columns = columns;
    }

    /** Returns whether {@link #show} has any effect: what it shows need not be computed otherwise. */
    public boolean isShown() {
        return isTerminal;
    }

    /** Shows a text in place of the last one. */
    public synchronized void show(String text) {
        if (isTerminal) {
            String line = PrintableText.of(text);
            out.print(CLEAR + line.substring(0, Math.min(line.length(), columns - 1)));
            out.flush();
        }
    }

    /** Removes the line from the terminal. */
    public void clear() {
        show("");
    }

    /** Prints a line that stays, on a terminal or not. The progress line is removed. */
    public synchronized void println(String line) {
        clear();
        out.println(PrintableText.of(line));
    }
}
