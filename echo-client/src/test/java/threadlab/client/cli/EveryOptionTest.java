package threadlab.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;
import threadlab.client.Refusals;
import threadlab.support.PrintableText;

/** The options that the model of each command has, each with what it cannot take: refused before a server is called. */
@Timeout(30)
class EveryOptionTest {
    /** Nothing, more than any number, less than any, no number, what a terminal obeys, what could not be read, two lines. */
    private static final List<String> WRONG = List.of("", "99999999999999999999", "-1", "many",
            "\u001b[2J\u009b1m\u202e", "\ufffd", "1\n2", "999999999h");

    /** Any seed is one; a rate that no machine reaches is a rate. */
    private static final Map<String, List<String>> LEGAL = Map.of("--seed", List.of("-1"), "--min-rate",
            List.of("99999999999999999999"));

    static Stream<Arguments> wrongValues() {
        return options().flatMap(given -> WRONG.stream().filter(value -> !isLegal(given.option, value))
                .map(value -> Arguments.of(given.command, given.option.longestName(), value)));
    }

    /**
     * By the option's type: a file may have any name but an empty one, and so may a host (what is no name is found out when
     * it is looked up); a flag with nothing attached is the flag.
     */
    private static boolean isLegal(OptionSpec option, String value) {
        boolean isText = option.type() == String.class || option.type() == Path.class;
        boolean isFlag = option.arity().max() == 0;
        return value.isEmpty() ? isFlag : isText || LEGAL.getOrDefault(option.longestName(), List.of()).contains(value);
    }

    private record Given(String command, OptionSpec option) {
    }

    private static Stream<Given> options() {
        return EchoClientMain.commandLine().getSubcommands().entrySet().stream()
                .flatMap(command -> command.getValue().getCommandSpec().options().stream()
                        .filter(option -> !option.usageHelp() && !option.versionHelp())
                        .map(option -> new Given(command.getKey(), option)));
    }

    static Stream<Arguments> singleOptions() {
        return options().filter(given -> !given.option.isMultiValue())
                .map(given -> Arguments.of(given.command, given.option.longestName()));
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aWrongValueIsRefusedInALineThatNamesTheOptionAndTheValue(String command, String option, String value) {
        String said = refused(command, option + "=" + value);
        assertThat(said).matches(naming(option));
        assertThat(ways(value)).anyMatch(said::contains);
    }

    @ParameterizedTest
    @MethodSource("singleOptions")
    void anOptionThatIsGivenTwiceIsRefusedInALineThatNamesIt(String command, String option) {
        String given = Set.of("--no-verify", "--once", "--tls").contains(option)
                ? option
                : option + "=" + valid(option);
        assertThat(refused(command, given, given)).contains(option);
    }

    @ParameterizedTest
    @CsvSource({"send, --colour=\u001b[2J", "load, red\u009b", "worker, red", "load, @file", "load, ''"})
    void whatIsNoOptionIsNamedToo(String command, String argument) {
        assertThat(refused(command, argument)).contains(PrintableText.of(argument));
    }

    /** As an option, or as the first word of a sentence: {@code port is 0, allowed ...}. */
    private static String naming(String option) {
        return "(.*'" + option + "'.*|" + option.substring(2) + "(:| is) .*)";
    }

    private static String valid(String option) {
        return switch (option) {
            case "--arrival" -> "poisson";
            case "--think", "--ramp", "--warmup", "--duration", "--max-p99", "--wait" -> "1s";
            default -> "1";
        };
    }

    /** As it was typed, or as the number that it is. */
    private static Collection<String> ways(String value) {
        List<String> ways = new ArrayList<>(List.of(PrintableText.of(value)));
        if (value.matches("-?\\d+")) {
            ways.add(String.valueOf(Double.parseDouble(value)));
            ways.add(BigDecimal.valueOf(Double.parseDouble(value)).toPlainString());
        }
        return ways;
    }

    private static String refused(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command));
        if (command.equals("worker")) {
            if (Stream.of(options).noneMatch(option -> option.matches("--cluster(=.*)?"))) {
                arguments.add("--cluster=x");
            }
        } else if (Stream.of(options).noneMatch(option -> option.startsWith("--port"))) {
            arguments.add("--port=1"); // where nobody listens: what is not refused fails with another status
        }
        arguments.addAll(List.of(options));
        return Refusals.of(arguments.toArray(String[]::new));
    }
}
