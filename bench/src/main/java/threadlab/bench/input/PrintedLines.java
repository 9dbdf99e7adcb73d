package threadlab.bench.input;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;
import threadlab.support.PrintableText;

/** Reads the lines that a child process prints. Each is made printable, and cut if it is very long. */
public final class PrintedLines {
    private static final int MAX_LENGTH = 2000;

    private PrintedLines() {
    }

    /** Passes on each line but empty ones, until the process prints no more. So no full pipe ever blocks it. */
    public static void follow(Reader printed, Consumer<String> each) throws IOException {
        var line = new StringBuilder();
        for (int c = printed.read(); c >= 0; c = printed.read()) {
            if (c == '\n' || c == '\r') {
                flush(line, each);
            } else if (line.length() < MAX_LENGTH) {
                line.append((char) c);
            }
        }
        flush(line, each);
    }

    private static void flush(StringBuilder line, Consumer<String> each) {
        if (!line.isEmpty()) {
            each.accept(PrintableText.of(line));
            line.setLength(0);
        }
    }
}
