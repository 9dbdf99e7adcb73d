package threadlab.support.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;
import threadlab.support.IoErrors;
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
 * <li>Output that cannot be written is an error.
 * </ul>
 */
public final class CommandLines {
    private static final char UNDECODED = '\ufffd';

    private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";
    private static final List<String> LOG_SETTINGS = List.of(LOG_FORMAT, "java.util.logging.config.file",
            "java.util.logging.config.class");

    private CommandLines() {
    }

    /** Reads the values of options, and checks them. */
    public interface Reading<T, E extends Exception> {
        T get() throws E;
    }

    /**
     * Runs a program, which a {@code main} is, and exits with its status. If standard output cannot be written, that is
     * one line and the status 1, whatever the program returns. When nobody reads its pipe any longer, the program is
     * ended at once and without a word, as by Ctrl-C. A message that it logs takes one line.
     *
     * @param program returns the exit status; it must not take {@link System#out} before it runs
     * @param exit ends the JVM, as {@link System#exit} does
     */
    public static void program(IntSupplier program, PrintStream err, IntConsumer exit) {
        logInOneLine();
        // On another thread, since shutdown hooks may wait for this one.
        StandardOutput out = StandardOutput.open(
                () -> Thread.ofPlatform().start(() -> exit.accept(ExitCode.SOFTWARE)));
        System.setOut(out);
        int status = program.getAsInt();
        IOException failure = out.failure();
        if (failure != null && !StandardOutput.isPipe()) {
            err.println(errorLine("cannot write to standard output: " + IoErrors.text(failure)));
        }
        exit.accept(failure == null ? status : ExitCode.SOFTWARE);
    }

    /** Unless the JVM was told how to log. Who starts a program may show a single line of what it prints. */
    private static void logInOneLine() {
        if (LOG_SETTINGS.stream().allMatch(name -> System.getProperty(name) == null)) {
            System.setProperty(LOG_FORMAT, "%1$tF %1$tT %4$s: %5$s%6$s%n");
        }
    }

    /**
     * Returns the command line of a command and its subcommands. It has converters for numbers, {@code Path},
     * {@code Duration} and enums, and knows the version of the build.
     *
     * @param command annotated for picocli
     */
    public static CommandLine of(Object command) {
        var line = new CommandLine(command).setExpandAtFiles(false)
                .setExecutionStrategy(CommandLines::execute)
                .setParameterExceptionHandler(CommandLines::usageError)
                .setExecutionExceptionHandler(CommandLines::failure);
        Converters.registerAll(line);
        setVersion(line.getCommandSpec());
        return line;
    }

    /** Has options of a type read by a parser. Its {@link IllegalArgumentException} is a usage error. */
    public static <T> CommandLine register(CommandLine line, Class<T> type, Function<String, T> parser) {
        Converters.register(line, type, parser);
        return line;
    }

    /** Returns what the options give. An {@link IllegalArgumentException} is a usage error of the command. */
    public static <T, E extends Exception> T validate(CommandSpec command, Reading<T, E> options) throws E {
        try {
            return options.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Checks options. An {@link IllegalArgumentException} is a usage error of the command. */
    public static void check(CommandSpec command, Runnable options) {
        validate(command, () -> {
            options.run();
            return command;
        });
    }

    /** Prints why a command has failed, in one line, and returns the exit status 1. */
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

    /** Returns what {@code --version} prints. */
    public static String version() {
        return "threadlab " + Version.current() + ", Java " + Runtime.version();
    }

    /** Runs the command, unless the JVM has put something else for what it could not decode. */
    private static int execute(ParseResult parsed) {
        for (String argument : parsed.originalArgs()) {
            if (argument.indexOf(UNDECODED) >= 0) {
                String named = argument.startsWith("--") ? argument.replaceFirst("=", "': '") : argument;
                throw new ParameterException(parsed.asCommandLineList().getLast(), "'" + named + "' is not text in "
                        + System.getProperty("sun.jnu.encoding") + ", the encoding of the locale");
            }
        }
        return new RunLast().execute(parsed);
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
        if (e instanceof IOException io) {
            return fail(line.getCommandSpec(), IoErrors.text(io));
        }
        throw e; // picocli prints the stack trace
    }

    private static void setVersion(CommandSpec command) {
        command.version(version());
        command.subcommands().values().forEach(subcommand -> setVersion(subcommand.getCommandSpec()));
    }
}
