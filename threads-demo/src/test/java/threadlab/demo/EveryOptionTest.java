package threadlab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;
import threadlab.support.PrintableText;

/** Gives each option of the command what it cannot take: it is refused before anything is printed. */
class EveryOptionTest {
    /** Nothing, too large, too small, no number, what controls a terminal, what could not be decoded, two lines. */
    private static final List<String> WRONG = List.of("", "99999999999999999999", "-1", "many",
            "\u001b[2J\u009b1m\u202e", "\ufffd", "1\n2", "999999999h");

    private final DemoRun run = DemoRun.inFakeTime();

    /** A file may have any name but an empty one. */
    static Stream<Arguments> wrongValues() {
        return options().flatMap(option -> WRONG.stream()
                .filter(value -> option.type() != Path.class || value.isEmpty() || value.equals("\u0000"))
                .map(value -> Arguments.of(option.longestName(), value)));
    }

    private static Stream<OptionSpec> options() {
        return PrintDemo.command(new Output(System.out), System::nanoTime, Thread::sleep).getCommandSpec().options()
                .stream().filter(option -> !option.usageHelp() && !option.versionHelp());
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aWrongValueIsRefusedInALineThatNamesTheOptionAndTheValue(String option, String value) {
        List<String> said = refused(option + "=" + value);
        assertThat(said.getFirst()).contains(option, PrintableText.of(value));
    }

    @ParameterizedTest
    @CsvSource({"--delay, 1s", "--threads, virtual", "--svg, picture"})
    void anOptionThatIsGivenTwiceIsRefusedInALineThatNamesIt(String option, String value) {
        assertThat(refused(option, value, option, value).getFirst()).contains(option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--colour=\u001b[2J", "red\u009b", "@file", ""})
    void whatIsNoOptionIsNamedToo(String argument) {
        refused(argument);
    }

    private List<String> refused(String... arguments) {
        assertThat(run.execute(arguments)).isEqualTo(2);
        assertThat(run.lines()).as("nothing was started").isEmpty();
        List<String> said = run.errors().lines().toList();
        assertThat(said).hasSize(2).last().isEqualTo("Try './lab demo --help'.");
        assertThat(String.join("", said).chars()).noneMatch(c -> Character.isISOControl(c) || c == '\u202e');
        return said;
    }
}
