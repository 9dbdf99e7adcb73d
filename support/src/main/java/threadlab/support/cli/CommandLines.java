package threadlab.support.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import threadlab.support.Durations;
import threadlab.support.EnumNames;
import threadlab.support.PrintableText;
import threadlab.support.Version;

/**
 * Makes all command lines behave alike.
 *
 * <ul>
 * <li>What is typed is taken as it is: {@code @file} is not expanded, enum constants may have any case.
 * <li>A usage error is one line, and a second one that names the help. The exit status is 2.
 * <li>A command that throws an {@link IOException} ends with its message in one line. The exit status is 1. Any other
 * exception is a defect, and shown with its stack trace.
 * <li>All messages are printable, whatever was typed.
 * </ul>
 */
public final class CommandLines {
    private CommandLines() {
    }

    /** Options that are read and checked. */
    public interface Reading<T, E extends Exception> {
        T get() throws E;
    }

    /**
     * Runs a command and returns its exit status.
     *
     * @param command annotated for picocli
     */
    public static int run(Object command, String... arguments) {
        return of(command).execute(arguments);
    }

    /**
     * Returns the command line of a command and its subcommands.
     *
     * @param command annotated for picocli
     */
    public static CommandLine of(Object command) {
        var line = new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false)
                .setParameterExceptionHandler(CommandLines::usageError)
                .setExecutionExceptionHandler(CommandLines::failure);
        register(line, Path.class, CommandLines::path);
        register(line, Duration.class, Durations::parse);
        register(line, int.class, text -> number(text, Integer::valueOf));
        register(line, Integer.class, text -> number(text, Integer::valueOf));
        register(line, long.class, text -> number(text, Long::valueOf));
        register(line, Long.class, text -> number(text, Long::valueOf));
        register(line, double.class, CommandLines::decimal);
        register(line, Double.class, CommandLines::decimal);
        complete(line, line.getCommandSpec());
        return line;
    }

    /** Reads options of a type with a parser; its {@link IllegalArgumentException} is a usage error. */
    public static <T> CommandLine register(CommandLine line, Class<T> type, Function<String, T> parser) {
        return line.registerConverter(type, text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        });
    }

    /** Reads the values of options; an {@link IllegalArgumentException} is a usage error of the command. */
    public static <T, E extends Exception> T validate(CommandSpec command, Reading<T, E> options) throws E {
        try {
            return options.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    /** Prints why a command has failed, in one line, and returns the exit status for that. */
    public static int fail(CommandSpec command, String reason) {
        PrintWriter err = command.commandLine().getErr();
        err.println(command.commandLine().getColorScheme().errorText(errorLine(reason)));
        err.flush();
        return ExitCode.SOFTWARE;
    }

    /** Returns the one line that tells an error. */
    public static String errorLine(String reason) {
        return "error: " + PrintableText.of(reason);
    }

    private static int usageError(ParameterException e, String... arguments) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        fail(command, e.getMessage() + similar(e));
        e.getCommandLine().getErr().println("Try './" + command.qualifiedName() + " --help'.");
        return command.exitCodeOnInvalidInput();
    }

    private static String similar(ParameterException e) {
        return e instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()
                ? "; similar: " + String.join(", ", unmatched.getSuggestions())
                : "";
    }

    private static int failure(Exception e, CommandLine line, ParseResult parsed) throws Exception {
        if (e instanceof IOException) {
            return fail(line.getCommandSpec(), String.valueOf(e.getMessage()));
        }
        throw e; // picocli prints the stack trace
    }

    private static void complete(CommandLine root, CommandSpec command) {
        command.version("threadlab " + Version.current() + ", Java " + Runtime.version());
        for (ArgSpec argument : command.args()) {
            for (Class<?> type : argument.auxiliaryTypes()) {
                if (type.isEnum()) {
                    registerEnum(root, type);
                }
            }
        }
        command.subcommands().values().forEach(subcommand -> complete(root, subcommand.getCommandSpec()));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Enum<E>> void registerEnum(CommandLine root, Class<?> type) {
        register(root, (Class<E>) type, text -> EnumNames.parse((Class<E>) type, text));
    }

    private static Path path(String text) {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // refused below
        }
        throw new IllegalArgumentException("'" + text + "' is not the name of a file");
    }

    private static <N> N number(String text, Function<String, N> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is "
                    + (text.matches("[-+]?\\d+") ? "out of range" : "not a whole number"), e);
        }
    }

    private static Double decimal(String text) {
        try {
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number", e);
        }
    }
}
