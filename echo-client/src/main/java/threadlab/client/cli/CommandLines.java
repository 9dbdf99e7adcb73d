package threadlab.client.cli;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Command lines that take what is typed as it is, and say what is wrong with it in one line, whatever that was. */
public final class CommandLines {
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private CommandLines() {
    }

    /** @param command annotated for picocli */
    public static CommandLine of(Object command) {
        return new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false)
                .registerConverter(Path.class, CommandLines::file).setParameterExceptionHandler(CommandLines::refuse);
    }

    private static Path file(String text) {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // refused below
        }
        throw new TypeConversionException("'" + text + "' is not the name of a file");
    }

    private static int refuse(ParameterException e, String... arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(printable(String.valueOf(e.getMessage()))));
        if (!UnmatchedArgumentException.printSuggestions(e, err)) {
            command.usage(err, command.getColorScheme());
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** Control characters written out: text from the network must not command the terminal. */
    public static String printable(String text) {
        if (text.chars().allMatch(c -> ' ' <= c && c <= '~')) {
            return text; // as most is; the pattern takes many times as long
        }
        return UNPRINTABLE.matcher(text).replaceAll(c -> String.format("\\\\u{%x}", c.group().codePointAt(0)));
    }
}
