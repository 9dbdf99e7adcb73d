package threadlab.bench.process;

import java.io.IOException;
import java.io.Reader;
import java.util.concurrent.CompletableFuture;
import threadlab.bench.input.PrintedLines;

/** What a child process prints for people. One line of it is kept, to say why the process has ended. Thread-safe. */
final class PrintedText {
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

    /** Adds a printable line. */
    synchronized void add(String printed) {
        if (isLastKept || line.isEmpty()) {
            line = printed;
        }
    }

    /** Returns the line that was kept, empty if nothing was printed. */
    synchronized String line() {
        return line;
    }
}
