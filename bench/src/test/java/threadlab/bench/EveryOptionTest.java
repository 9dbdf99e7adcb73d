package threadlab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import threadlab.bench.advise.AdviseMain;
import threadlab.bench.compare.CompareMain;
import threadlab.bench.compare.ReportMain;
import threadlab.bench.diff.JmhDiffMain;
import threadlab.bench.peers.PeerMain;
import threadlab.bench.soak.SoakMain;
import threadlab.bench.trend.JmhTrendMain;
import threadlab.client.cli.EchoClientMain;
import threadlab.demo.PrintDemo;
import threadlab.server.cli.BackendMain;
import threadlab.server.cli.EchoServerMain;
import threadlab.support.PrintableText;
import threadlab.support.cli.CommandLines;

/** Gives each option of each command values that it must refuse, before the command does anything. */
@Timeout(30)
@Tag("slow")
class EveryOptionTest {
    /** Nothing, too large, too small, no number, what controls a terminal, what could not be decoded, two lines. */
    private static final List<String> WRONG = List.of("", "99999999999999999999", "-1", "many",
            "\u001b[2J\u009b1m\u202e", "\ufffd", "1\n2", "999999999h");

    /** Values of some options that are not wrong: any seed, and a rate that no machine reaches. */
    private static final Map<String, List<String>> LEGAL = Map.of("LOAD --seed", List.of("-1"),
            "LOAD --min-rate", List.of("99999999999999999999"));

    /** The commands, each with arguments without which it would not get as far as to refuse an option. */
    private enum Program {
        DEMO(CommandLines.of(unfinished(PrintDemo.class)), List.of()),
        SERVER(EchoServerMain.commandLine(),
                List.of("--port=0")),
        BACKEND(BackendMain.commandLine(), List.of("--port=0")),
        SEND(EchoClientMain.commandLine(), List.of("--port=1")),
        LOAD(
                EchoClientMain.commandLine(), List.of("--port=1")),
        WORKER(EchoClientMain.commandLine(),
                List.of("--cluster=x")),
        ADVISE(AdviseMain.commandLine(),
                List.of("--rate=3000", "--latency=45ms", "--cpus-busy=1.4", "--cpus=2", "--pool=200")),
        COMPARE(CompareMain.commandLine(), List.of("--out=")),
        REPORT(
                ReportMain.commandLine(), List.of("some.json")),
        PEER(PeerMain.commandLine(),
                List.of("netty-nio")),
        JMH_DIFF(JmhDiffMain.commandLine(),
                List.of("base.json", "new.json")),
        JMH_TREND(JmhTrendMain.commandLine(),
                List.of("1.json", "2.json", "3.json", "4.json")),
        SOAK(SoakMain.commandLine(),
                List.of("--out="));

        private static final Set<Program> OF_CLIENT = Set.of(SEND, LOAD, WORKER);

        private final CommandLine commandLine;
        private final List<String> required;

        Program(CommandLine commandLine, List<String> required) {
            this.commandLine = commandLine;
            this.required = required;
        }

        private String word() {
            return name().toLowerCase().replace('_', '-');
        }

        private Stream<OptionSpec> options() {
            CommandLine command = OF_CLIENT.contains(this)
                    ? commandLine.getSubcommands().get(word())
                    : commandLine;
            return command.getCommandSpec().options().stream()
                    .filter(option -> !option.usageHelp() && !option.versionHelp());
        }

        /** The required arguments that are not under test; files are put into the folder. */
        private List<String> arguments(Path folder, String... tested) {
            List<String> arguments = new ArrayList<>(OF_CLIENT.contains(this) ? List.of(word()) : List.of());
            for (String argument : required) {
                String option = argument.split("=", 2)[0];
                if (Stream.of(tested).noneMatch(given -> given.split("=", 2)[0].equals(option))) {
                    arguments.add(argument.endsWith("=") ? argument + folder.resolve("out") : argument);
                }
            }
            arguments.addAll(List.of(tested));
            return arguments;
        }
    }

    @TempDir
    private Path folder;

    /** Returns a command that can refuse options but not run, since it lacks what its constructor takes. */
    private static Object unfinished(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return constructor.newInstance(new Object[constructor.getParameterCount()]);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(Program.values()).flatMap(program -> program.options()
                .flatMap(option -> WRONG.stream().filter(value -> !isLegal(program, option, value))
                        .map(value -> Arguments.of(program, option.longestName(), value))));
    }

    /** A text or the name of a file may be anything but empty, and a flag with nothing attached is the flag. */
    private static boolean isLegal(Program program, OptionSpec option, String value) {
        boolean isText = Set.of(Path.class, String.class, Pattern.class).contains(option.type());
        boolean isFlag = option.arity().max() == 0;
        List<String> legal = LEGAL.getOrDefault(program + " " + option.longestName(), List.of());
        return value.isEmpty() ? isFlag : isText || legal.contains(value);
    }

    static Stream<Arguments> singleOptions() {
        return Stream.of(Program.values()).flatMap(program -> program.options()
                .filter(option -> !option.isMultiValue())
                .map(option -> Arguments.of(program, option.longestName(), option.arity().max() == 0)));
    }

    /** Picocli formats what an option is for; it would warn of a lonely percent sign each time that help is printed. */
    @ParameterizedTest
    @EnumSource
    void whatAnOptionIsForCanBeFormatted(Program program) {
        assertThat(program.options().map(option -> (AnnotatedElement) option.userObject())).isNotEmpty()
                .flatMap(field -> List.of(field.getAnnotation(Option.class).description()))
                .allSatisfy(line -> assertThatCode(() -> String.format(line)).doesNotThrowAnyException());
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aWrongValueIsRefusedInALineThatNamesTheOptionAndTheValue(Program program, String option, String value) {
        String line = refusal(program, option + "=" + value);
        assertThat(line).matches("(.*'" + option + "'.*|(error: )?" + option.substring(2) + "(:| is) .*)");
        assertThat(spellings(value)).anyMatch(line::contains);
    }

    @ParameterizedTest
    @MethodSource("singleOptions")
    void anOptionThatIsGivenTwiceIsRefusedInALineThatNamesIt(Program program, String option, boolean isFlag) {
        String given = isFlag ? option : option + "=" + valid(option);
        assertThat(refusal(program, given, given)).contains(option);
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownOptionIsRefused(Program program) {
        refusal(program, "--unknown=\u001b[2J\u202e");
        refusal(program, "--\u202e");
    }

    @ParameterizedTest
    @CsvSource({"DEMO, red\u009b", "DEMO, @file", "DEMO, ''", "SERVER, red\u009b", "SERVER, @file", "SERVER, ''",
            "BACKEND, red",
            "LOAD, red\u009b", "LOAD, @file", "LOAD, ''", "WORKER, red", "COMPARE, red\u009b", "PEER, @file"})
    void anUnexpectedArgumentIsRefused(Program program, String argument) {
        refusal(program, argument);
    }

    private static String valid(String option) {
        return switch (option) {
            case "--thread-model" -> "virtual-tuned";
            case "--threads" -> "virtual";
            case "--arrival" -> "poisson";
            case "--host" -> "127.0.0.1";
            case "--idle-timeout", "--max-lifetime", "--drain", "--stats", "--handshake-timeout", "--think", "--ramp",
                    "--warmup", "--longest-warmup", "--duration", "--max-p99", "--wait", "--for", "--every",
                    "--delay", "--latency", "--quiet-latency" ->
                "1s";
            default -> "1";
        };
    }

    /** A number may be shown as the number that it is, and a line feed has two escapes. */
    private static List<String> spellings(String value) {
        String printable = PrintableText.of(value);
        List<String> spellings = new ArrayList<>(List.of(printable, printable.replace("\\n", "\\u{a}")));
        if (value.matches("-?\\d+")) {
            spellings.add(String.valueOf(Double.parseDouble(value)));
            spellings.add(BigDecimal.valueOf(Double.parseDouble(value)).toPlainString());
        }
        return spellings;
    }

    /** Returns the line that refuses the options. */
    private String refusal(Program program, String... options) {
        var err = new StringWriter();
        int status = program.commandLine.setErr(new PrintWriter(err, true))
                .execute(program.arguments(folder, options).toArray(String[]::new));
        assertThat(status).as(err.toString()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
        List<String> lines = err.toString().lines().toList();
        assertThat(lines.get(1)).matches("Try '\\./lab " + program.word() + " --help'\\.|Usage: lab "
                + program.word() + ".*");
        assertThat(String.join("", lines).chars()).noneMatch(c -> Character.isISOControl(c) || c == '\u202e');
        return lines.getFirst();
    }
}
