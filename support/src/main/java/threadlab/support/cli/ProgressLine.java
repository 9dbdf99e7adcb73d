package threadlab.support.cli;

import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;
import threadlab.support.PrintableText;

/** A line on a terminal that is overwritten while something goes on. Prints nothing elsewhere. Thread-safe. */
public final class ProgressLine {
    private static final String CLEAR = "\r\033[K";

    private final PrintStream out;
    private final boolean isTerminal;

    /** Writes to {@code out}, as far as that is a terminal. */
    public ProgressLine(PrintStream out) {
        this(out, Ansi.AUTO.enabled());
    }

    ProgressLine(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /** Returns whether {@link #show} has any effect: what it shows need not be computed otherwise. */
    public boolean isShown() {
        return isTerminal;
    }

    /** Shows a text in place of the last one. */
    public synchronized void show(String text) {
        if (isTerminal) {
            out.print(CLEAR + PrintableText.of(text));
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
