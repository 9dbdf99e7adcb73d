package threadlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;
import threadlab.bench.compare.CompareMain;
import threadlab.bench.compare.ReportMain;
import threadlab.bench.diff.JmhDiffMain;
import threadlab.bench.peers.PeerMain;
import threadlab.bench.soak.SoakMain;
import threadlab.client.cli.CommandLines;

/** The options that the model of each command has, each with what it cannot take: refused before anything is measured. */
@Timeout(30)
class EveryOptionTest {
    /** Nothing, more than any number, less than any, no number, what a terminal obeys, what could not be read, two lines. */
    private static final List<String> WRONG = List.of("", "99999999999999999999", "-1", "many",
            "\u001b[2J\u009b1m\u202e", "\ufffd", "1\n2", "999999999h");

    @TempDir
    private Path folder;

    /** What each needs beside its options. */
    private enum Program {
        COMPARE, REPORT("some.json"), PEER("netty-nio"), JMH_DIFF("base.json", "new.json"), SOAK;

        private final List<String> operands;

        Program(String... operands) {
            this.operands = List.of(operands);
        }

        private Object command() {
            return switch (this) {
                case COMPARE -> new CompareMain();
                case REPORT -> new ReportMain();
                case PEER -> new PeerMain();
                case JMH_DIFF -> new JmhDiffMain();
                case SOAK -> new SoakMain();
            };
        }

        private Stream<OptionSpec> options() {
            return CommandLines.of(command()).getCommandSpec().options().stream()
                    .filter(option -> !option.usageHelp() && !option.versionHelp());
        }
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(Program.values()).flatMap(program -> program.options()
                .flatMap(option -> WRONG.stream().filter(value -> !isLegal(option, value))
                        .map(value -> Arguments.of(program, option.longestName(), value))));
    }

    /** By the option's type: a file may have any name but an empty one, and so may a parameter of a benchmark. */
    private static boolean isLegal(OptionSpec option, String value) {
        boolean isText = option.type() == Path.class || option.type() == String.class;
        boolean isFlag = option.arity().max() == 0;
        return value.isEmpty() ? isFlag : isText;
    }

    static Stream<Arguments> singleOptions() {
        return Stream.of(Program.values()).flatMap(program -> program.options()
                .filter(option -> !option.isMultiValue())
                .map(option -> Arguments.of(program, option.longestName(), option.arity().max() == 0)));
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aWrongValueIsRefusedInALineThatNamesTheOptionAndTheValue(Program program, String option, String value) {
        List<String> said = refused(program, option + "=" + value);
        assertThat(said.getFirst()).matches(naming(option));
        assertThat(ways(value)).anyMatch(said.getFirst()::contains);
    }

    @ParameterizedTest
    @MethodSource("singleOptions")
    void anOptionThatIsGivenTwiceIsRefusedInALineThatNamesIt(Program program, String option, boolean flag) {
        String given = flag ? option : option + "=" + valid(option);
        assertThat(refused(program, given, given).getFirst()).contains(option);
    }

    @ParameterizedTest
    @CsvSource({"COMPARE, --colour=\u001b[2J", "COMPARE, red\u009b", "REPORT, --\u202e", "PEER, @file",
            "JMH_DIFF, --colour=\u001b[2J"})
    void whatIsNoOptionIsNamedToo(Program program, String argument) {
        refused(program, argument);
    }

    /** As an option, or as the first word of a sentence: {@code port is 0, allowed ...}. */
    private static String naming(String option) {
        return "(.*'" + option + "'.*|" + option.substring(2) + "(:| is) .*)";
    }

    private static String valid(String option) {
        return switch (option) {
            case "--warmup", "--longest-warmup", "--duration", "--for", "--every" -> "1s";
            case "--thread-model" -> "virtual-tuned";
            default -> "1";
        };
    }

    /** As it was typed, or as the number that it is. */
    private static Collection<String> ways(String value) {
        List<String> ways = new ArrayList<>(List.of(CommandLines.printable(value)));
        if (value.matches("-?\\d+")) {
            ways.add(String.valueOf(Double.parseDouble(value)));
            ways.add(BigDecimal.valueOf(Double.parseDouble(value)).toPlainString());
        }
        return ways;
    }

    private List<String> refused(Program program, String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        Path out = folder.resolve("out");
        if ((program == Program.COMPARE || program == Program.SOAK)
                && Stream.of(options).noneMatch(option -> option.startsWith("--out"))) {
            arguments.add("--out=" + out);
        }
        arguments.addAll(program.operands);
        var err = new StringWriter();
        int status = CommandLines.of(program.command()).setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        assertThat(status).as(err.toString()).isEqualTo(2);
        assertThat(out).doesNotExist();
        List<String> said = err.toString().lines().toList();
        assertThat(said.get(1)).matches("Usage: lab .*|Try '\\./lab .* --help'\\.");
        assertThat(String.join("", said).chars()).noneMatch(c -> Character.isISOControl(c) || c == '\u202e');
        return said;
    }
}
