package threadlab.bench.process;

import java.io.IOException;
import java.io.Reader;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import threadlab.bench.input.PrintedLines;

/** What a child process prints for people. One line of it is kept, to say why the process has ended. Thread-safe. */
final class PrintedText {
    /** A JVM tells first that it takes options from the environment, or that it fails, before it says why. */
    private static final Pattern NOTICE = Pattern.compile(
            "(NOTE: )?Picked up \\w*JAVA\\w*OPTIONS: .*|Error occurred during initialization of (VM|boot layer)");

    private final boolean isLastKept;
    private String line = "";

    private PrintedText(boolean isLastKept) {
        this.isLastKept = isLastKept;
    }

    /** Keeps the first line, of a process that prints only warnings and errors. What follows may be a stack trace. */
    static PrintedText keepingFirst() {
        return new PrintedText(false);
    }

    /** Keeps the last line, of a process that prints other things too. */
    static PrintedText keepingLast() {
        return new PrintedText(true);
    }

    /** Reads all lines on a thread of its own, so that no full pipe ever blocks the process. Completes at their end. */
    CompletableFuture<Void> follow(Reader printed) {
        return CompletableFuture.runAsync(() -> {
            try {
                PrintedLines.follow(printed, this::add);
            } catch (IOException closed) {
                // The process was killed meanwhile: this is what it printed until then.
            }
        }, Thread::startVirtualThread);
    }

    /** Adds a printable line, unless the JVM says it of itself whenever it starts. */
    synchronized void add(String printed) {
        if ((isLastKept || line.isEmpty()) && !NOTICE.matcher(printed).matches()) {
            line = printed;
        }
    }

    /** Returns the line that was kept, empty if nothing was printed. */
    synchronized String line() {
        return line;
    }
}
