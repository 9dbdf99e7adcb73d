package threadlab.support.cli;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;
import threadlab.support.Durations;
import threadlab.support.EnumNames;

/** Reads the values of options. What is refused is told in the words of the user, and not in those of Java. */
final class Converters {
    private Converters() {
    }

    /** Registers the types that options of many commands have, and all enums of these commands. */
    static void registerAll(CommandLine line) {
        register(line, Path.class, Converters::path);
        register(line, Duration.class, Durations::parse);
        register(line, int.class, text -> number(text, Integer::valueOf, Integer.MIN_VALUE, Integer.MAX_VALUE));
        register(line, Integer.class, text -> number(text, Integer::valueOf, Integer.MIN_VALUE, Integer.MAX_VALUE));
        register(line, long.class, text -> number(text, Long::valueOf, Long.MIN_VALUE, Long.MAX_VALUE));
        register(line, Long.class, text -> number(text, Long::valueOf, Long.MIN_VALUE, Long.MAX_VALUE));
        register(line, double.class, Converters::decimal);
        register(line, Double.class, Converters::decimal);
        registerEnums(line, line.getCommandSpec());
    }

    static <T> void register(CommandLine line, Class<T> type, Function<String, T> parser) {
        line.registerConverter(type, text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        });
    }

    private static void registerEnums(CommandLine root, CommandSpec command) {
        for (ArgSpec argument : command.args()) {
            for (Class<?> type : argument.auxiliaryTypes()) {
                if (type.isEnum()) {
                    registerEnum(root, type);
                }
            }
        }
        command.subcommands().values().forEach(subcommand -> registerEnums(root, subcommand.getCommandSpec()));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Enum<E>> void registerEnum(CommandLine root, Class<?> type) {
        register(root, (Class<E>) type, text -> EnumNames.parse((Class<E>) type, text));
    }

    private static Path path(String text) {
        try {
            if (!text.isBlank()) { // picocli would take it for the current folder
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // refused below
        }
        throw new IllegalArgumentException("'" + text + "' is not the name of a file");
    }

    private static <N> N number(String text, Function<String, N> parser, N min, N max) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is "
                    + (text.matches("[-+]?\\d+")
                            ? "out of range, allowed: " + min + " to " + max
                            : "not a whole number such as 1000"),
                    e);
        }
    }

    /** Reads fewer forms than {@link Double#valueOf}, which takes {@code NaN} and {@code 0x1p3} as well. */
    private static Double decimal(String text) {
        try {
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number such as 20 or 0.5", e);
        }
    }
}
