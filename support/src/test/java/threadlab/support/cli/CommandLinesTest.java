package threadlab.support.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadlab.support.Preconditions;
import threadlab.support.Version;

class CommandLinesTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private enum Kind {
        PLAIN, PER_CORE
    }

    /** A type with a parser of its own. */
    private record Size(int bytes) {
        static Size parse(String text) {
            Preconditions.check(text.endsWith("B"), "size", text, "a number and B");
            return new Size(Integer.parseInt(text.substring(0, text.length() - 1)));
        }
    }

    @Command(name = "lab", mixinStandardHelpOptions = true, subcommands = Load.class)
    private static final class Lab {
    }

    @Command(name = "load", mixinStandardHelpOptions = true)
    private static final class Load implements Callable<Integer> {
        @Spec
        private CommandSpec spec;
        @Option(names = "--count")
        private int count;
        @Option(names = "--total")
        private Long total;
        @Option(names = "--rate", split = ",")
        private List<Double> rates = List.of();
        @Option(names = "--wait")
        private Duration wait;
        @Option(names = "--kind", split = ",")
        private List<Kind> kinds = List.of();
        @Option(names = "--out")
        private Path out;
        @Option(names = "--size")
        private Size size;
        @Parameters(arity = "0..1")
        private String text;

        @Override
        public Integer call() throws Exception {
            if ("missing".equals(text)) {
                throw new IOException("there is nothing\u001b[2J\nhere");
            }
            if ("defect".equals(text)) {
                throw new IllegalStateException("a defect");
            }
            int checked = CommandLines.validate(spec, () -> {
                Preconditions.checkRange("count", count, 0, 9);
                return count;
            });
            spec.commandLine().getOut().println(checked + " " + total + " " + rates + " " + wait + " " + kinds + " "
                    + out + " " + size + " " + text);
            return 0;
        }
    }

    @Test
    void optionsAreRead() {
        assertThat(execute("load", "--count", "7", "--total=-9999999999", "--rate", "0.5,1e3,7", "--wait", "1.5m",
                "--kind", "per-core,Plain", "--out", "some file", "--size", "3B", "text")).isZero();
        assertThat(out.toString().strip()).isEqualTo("7 -9999999999 [0.5, 1000.0, 7.0] PT1M30S [PER_CORE, PLAIN] "
                + "some file Size[bytes=3] text");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aFileOfArgumentsIsText(@TempDir Path folder) throws IOException {
        String text = "@" + Files.writeString(folder.resolve("arguments"), "--count=7");
        assertThat(execute("load", text)).isZero();
        assertThat(out.toString().strip()).startsWith("0 ").endsWith(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --count=many | Invalid value for option '--count': 'many' is not a whole number such as 1000
            --count= | Invalid value for option '--count': '' is not a whole number such as 1000
            --count=1.5 | Invalid value for option '--count': '1.5' is not a whole number such as 1000
            --count=10 | count is 10, allowed: 0 to 9
            --rate=1,few | Invalid value for option '--rate' (<rates>): 'few' is not a number such as 20 or 0.5
            --rate=NaN | Invalid value for option '--rate' (<rates>): 'NaN' is not a number such as 20 or 0.5
            --rate=0x1p3 | Invalid value for option '--rate' (<rates>): '0x1p3' is not a number such as 20 or 0.5
            --wait=soon | Invalid value for option '--wait': 'soon' is not a duration such as 500ms, 2.5s, 10m or 1h
            --kind=per_core | Invalid value for option '--kind' (<kinds>): 'per_core' is not one of plain, per-core
            --out= | Invalid value for option '--out': '' is not the name of a file
            '--out= ' | Invalid value for option '--out': ' ' is not the name of a file
            --size=3 | Invalid value for option '--size': size is '3', allowed: a number and B
            --colour=red | Unknown option: '--colour=red'; similar: --count
            --x | Unknown option: '--x'
            """)
    void aUsageErrorIsOneLineAndWhereTheHelpIs(String argument, String message) {
        assertThat(execute("load", argument)).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("error: " + message, "Try './lab load --help'.");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"--count, -2147483649, -2147483648 to 2147483647",
            "--total, 99999999999999999999, -9223372036854775808 to 9223372036854775807"})
    void aNumberOutOfItsRangeIsRefusedWithTheRange(String option, String number, String range) {
        assertThat(execute("load", option + "=" + number)).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("error: Invalid value for option '" + option + "': '"
                + number + "' is out of range, allowed: " + range, "Try './lab load --help'.");
    }

    @Test
    void whatTheJvmCouldNotDecodeIsNotTakenForTheText() {
        assertThat(execute("load", "h\ufffdi")).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("error: 'h\ufffdi' is not text in "
                + System.getProperty("sun.jnu.encoding") + ", the encoding of the locale",
                "Try './lab load --help'.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void anUnknownCommandPointsToTheHelpOfAll() {
        assertThat(execute("loads")).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly(
                "error: Unmatched argument at index 0: 'loads'; similar: load",
                "Try './lab --help'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--count=\u001b[2J", "--kind=\u202e", "--out=\u0000", "--\u009b31m", "--wait=1\n2"})
    void whateverIsTypedTheErrorIsPrintable(String argument) {
        assertThat(execute("load", argument)).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(err.toString().replace(System.lineSeparator(), "").codePoints())
                .noneMatch(c -> Character.isISOControl(c) || c == 0x202e);
    }

    @Test
    void aCommandThatFailsSaysWhyInOneLine() {
        assertThat(execute("load", "missing")).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("error: there is nothing\\u{1b}[2J\\nhere");
    }

    @Test
    void aDefectIsShownWithItsStackTrace() {
        assertThat(execute("load", "defect")).isEqualTo(1);
        assertThat(err.toString()).contains("IllegalStateException: a defect", "at " + Load.class.getName());
    }

    @ParameterizedTest
    @CsvSource({"lab --version", "lab load --version"})
    void everyCommandHasTheVersionOfTheBuild(String words) {
        String[] arguments = words.replaceFirst("lab ", "").split(" ");
        assertThat(execute(arguments)).isZero();
        assertThat(out.toString().strip())
                .isEqualTo("threadlab " + Version.current() + ", Java " + Runtime.version());
    }

    private int execute(String... arguments) {
        CommandLine line = CommandLines.of(new Lab());
        CommandLines.register(line, Size.class, Size::parse);
        return line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
