package threadlab.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;
import threadlab.support.PrintableText;

/** The options that the command's own model has, each with what it cannot take: refused before a server is started. */
@Timeout(30)
class EveryOptionTest {
    /** Nothing, more than any number, less than any, no number, what a terminal obeys, what could not be read, two lines. */
    private static final List<String> WRONG = List.of("", "99999999999999999999", "-1", "many",
            "\u001b[2J\u009b1m\u202e", "\ufffd", "1\n2", "999999999h");

    static Stream<Arguments> wrongValues() {
        return options().flatMap(option -> WRONG.stream().filter(value -> !isLegal(option, value))
                .map(value -> Arguments.of(option.longestName(), value)));
    }

    /**
     * By the option's type: a stop may take for ever, and a line of statistics never come; text and the names of files may
     * be anything but empty (whether there is such a host or file is found out later), and a flag with nothing attached
     * is the flag.
     */
    private static boolean isLegal(OptionSpec option, String value) {
        boolean isFlag = option.arity().max() == 0;
        boolean isEndless = value.equals("999999999h") && Set.of("--drain", "--stats").contains(option.longestName());
        return value.isEmpty() ? isFlag : isEndless || option.type() == String.class || option.type() == Path.class;
    }

    static Stream<String> singleOptions() {
        return options().filter(option -> !option.isMultiValue()).map(OptionSpec::longestName);
    }

    private static Stream<OptionSpec> options() {
        return EchoServerMain.commandLine().getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp());
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aWrongValueIsRefusedInALineThatNamesTheOptionAndTheValue(String option, String value) {
        List<String> said = refused(option + "=" + value);
        assertThat(said.getFirst()).matches(naming(option)).contains(PrintableText.of(value));
        assertOneLineAndTheUsage(said);
    }

    @ParameterizedTest
    @MethodSource("singleOptions")
    void anOptionThatIsGivenTwiceIsRefusedInALineThatNamesIt(String option) {
        String given = option.equals("--print") ? option : option + "=" + valid(option);
        List<String> said = refused(given, given);
        assertThat(said.getFirst()).contains(option);
        assertOneLineAndTheUsage(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--colour=\u001b[2J", "red\u009b", "@file", ""})
    void whatIsNoOptionIsNamedToo(String argument) {
        assertOneLineAndTheUsage(refused(argument));
    }

    /** As an option, or as the first word of a sentence: {@code port is 0, allowed ...}. */
    private static String naming(String option) {
        return "error: (.*'" + option + "'.*|" + option.substring(2) + "(:| is) .*)";
    }

    private static String valid(String option) {
        return switch (option) {
            case "--thread-model" -> "virtual-tuned";
            case "--host" -> "127.0.0.1";
            case "--idle-timeout", "--max-lifetime", "--drain", "--stats", "--handshake-timeout" -> "1s";
            default -> "1";
        };
    }

    private static void assertOneLineAndTheUsage(List<String> said) {
        assertThat(said.get(1)).isEqualTo("Try './lab server --help'.");
        assertThat(String.join("", said).chars()).noneMatch(c -> Character.isISOControl(c) || c == '\u202e');
    }

    private static List<String> refused(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (Stream.of(arguments).noneMatch(argument -> argument.startsWith("--port"))) {
            all.add("--port=0"); // so that a refusal that is missing harms nobody else
        }
        var err = new StringWriter();
        int status = EchoServerMain.commandLine().setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        assertThat(status).as(err.toString()).isEqualTo(2);
        return err.toString().lines().toList();
    }
}
