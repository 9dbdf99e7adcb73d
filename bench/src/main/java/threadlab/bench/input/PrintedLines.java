package threadlab.bench.input;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;
import threadlab.client.cli.CommandLines;

/** The lines that a child process prints, each printable here too, and cut where it is longer than anybody reads. */
public final class PrintedLines {
    private static final int LONGEST = 2000;

    private PrintedLines() {
    }

    /** Blocks until the process prints no more, so that no full pipe ever blocks it. Empty lines are passed over. */
    public static void follow(Reader printed, Consumer<String> each) throws IOException {
        var line = new StringBuilder();
        for (int c = printed.read(); c >= 0; c = printed.read()) {
            if (c == '\n' || c == '\r') {
                tell(line, each);
            } else if (line.length() < LONGEST) {
                line.append((char) c);
            }
        }
        tell(line, each);
    }

    private static void tell(StringBuilder line, Consumer<String> each) {
        if (!line.isEmpty()) {
            each.accept(CommandLines.printable(line.toString()));
            line.setLength(0);
        }
    }

    /** The first of them, once the process prints no more; empty if there is none. */
    public static String first(Reader printed) throws IOException {
        String[] first = {""};
        follow(printed, line -> first[0] = first[0].isEmpty() ? line : first[0]);
        return first[0];
    }
}
