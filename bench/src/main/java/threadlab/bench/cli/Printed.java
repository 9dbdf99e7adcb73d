package threadlab.bench.cli;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import threadlab.support.AtomicFile;
import threadlab.support.FileAccessException;
import threadlab.support.cli.CommandLines;

/** The result of a command, printed and written into the files that options name. */
public final class Printed {
    private static final int WIDTH_OF_TERMINAL = 80;
    private static final int WIDTH_OF_FILE = 160;

    private Printed() {
    }

    /** Prints the text on the standard output. */
    public static void print(CommandSpec spec, String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }

    public static boolean isOnTerminal(CommandSpec spec) {
        return spec.commandLine().getColorScheme().ansi().enabled();
    }

    /** Returns how many characters a line of the output has. A shell that exports the width is believed. */
    public static int width(CommandSpec spec) {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9]\\d{1,3}")
                ? Integer.parseInt(columns)
                : isOnTerminal(spec) ? WIDTH_OF_TERMINAL : WIDTH_OF_FILE;
    }

    /**
     * Writes a text into the file, if one is named. If it cannot be written, that is said in a line.
     *
     * @return whether nothing is amiss
     */
    public static boolean write(CommandSpec spec, @Nullable Path file, Supplier<String> text) {
        if (file == null) {
            return true;
        }
        try {
            AtomicFile.write(file, text.get());
            return true;
        } catch (FileAccessException e) {
            CommandLines.fail(spec, e.getMessage());
            return false;
        }
    }
}
