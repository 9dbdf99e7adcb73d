package threadlab.bench.docs;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import threadlab.bench.advise.AdviseMain;
import threadlab.bench.compare.CompareMain;
import threadlab.bench.compare.ReportMain;
import threadlab.bench.diff.JmhDiffMain;
import threadlab.bench.peers.PeerMain;
import threadlab.bench.soak.SoakMain;
import threadlab.bench.trend.JmhTrendMain;
import threadlab.client.cli.EchoClientMain;
import threadlab.demo.PrintDemo;
import threadlab.demo.lessons.ClinicMain;
import threadlab.demo.lessons.LessonsMain;
import threadlab.server.cli.BackendMain;
import threadlab.server.cli.EchoServerMain;

/** The text of {@code docs/commands.md}, which describes every command of {@code ./lab} as its picocli model does. */
final class CommandsPage {
    private static final CommandSpec LESSONS = model(LessonsMain.class);
    private static final CommandSpec CLIENT = model(EchoClientMain.class);

    /** JMH parses its options itself, so there is no model of them. */
    private static final String JMH = """
            Runs the JMH benchmarks. Writes `jmh-result.json`, and `jmh-environment.json` beside it, into a new folder
            in `lab-jmh`, or the file that `-rff` names, which must not be there yet.
            The only option of its own is `--full`, which measures as the benchmarks are published.
            All other options are JMH's, and `./lab jmh --help` lists them.
            """;

    private static final List<Section> SECTIONS = List.of(
            section("demo", model(PrintDemo.class)),
            subcommand("lessons", LESSONS),
            subcommand("lesson", LESSONS),
            section("clinic", model(ClinicMain.class)),
            section("server", model(EchoServerMain.class)),
            section("backend", model(BackendMain.class)),
            subcommand("send", CLIENT),
            subcommand("load", CLIENT),
            subcommand("worker", CLIENT),
            section("advise", model(AdviseMain.class)),
            section("compare", model(CompareMain.class)),
            section("report", model(ReportMain.class)),
            section("soak", model(SoakMain.class)),
            section("peer", model(PeerMain.class)),
            new Section("jmh", JMH),
            section("jmh-diff", model(JmhDiffMain.class)),
            section("jmh-trend", model(JmhTrendMain.class)));

    private static final String HEAD = """
            # Commands

            This page is generated from the commands themselves. `./lab COMMAND --help` shows the same
            texts, and every command also has `--version`.

            ## Exit status

            | status | meaning |
            |---|---|
            | 0 | The command did what was asked. |
            | 1 | Something failed, or the result is not what was planned. |
            | 2 | The command line was wrong. |
            | 3 | The server failed while it ran, for example because the JVM ran out of memory. |
            | 4 | `jmh-diff`: a benchmark is slower than allowed, but that is shown within one fork only. |
            | 130, 143 | A signal (Ctrl-C or TERM) ended the command early; a server stops, with 0. |

            Ctrl-C ends a load, a comparison or a soak early. What was measured by then is still printed and written.
            """;

    private record Section(String name, String text) {
    }

    private CommandsPage() {
    }

    static List<String> commands() {
        return SECTIONS.stream().map(Section::name).toList();
    }

    static String text() {
        return HEAD + SECTIONS.stream().map(section -> "\n## " + section.name() + "\n\n" + section.text())
                .collect(Collectors.joining());
    }

    private static CommandSpec model(Class<?> command) {
        return CommandSpec.forAnnotatedObject(command, CommandsPage::instance);
    }

    /** A command of which only the model is read may be made without what it would need to run. */
    private static <T> T instance(Class<T> type) throws Exception {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance(new Object[constructor.getParameterCount()]));
    }

    private static Section subcommand(String name, CommandSpec parent) {
        return section(name, parent.subcommands().get(name).getCommandSpec());
    }

    private static Section section(String name, CommandSpec command) {
        return new Section(name,
                plain(command.usageMessage().description()) + "\n\n" + usage(name, command) + rows(command));
    }

    private static String usage(String name, CommandSpec command) {
        Stream<String> operands = command.positionalParameters().stream().map(CommandsPage::operand);
        Stream<String> required = command.options().stream().filter(CommandsPage::isAlwaysRequired)
                .map(CommandsPage::names);
        return "    ./lab " + Stream.of(Stream.of(name), operands, required, Stream.of("[OPTIONS]"))
                .flatMap(words -> words).collect(Collectors.joining(" ")) + "\n";
    }

    /** An option of a group is required only within the group. */
    private static boolean isAlwaysRequired(OptionSpec option) {
        return option.required() && option.group() == null;
    }

    private static String operand(PositionalParamSpec operand) {
        String label = label(operand) + (operand.arity().max() > 1 ? "..." : "");
        return operand.required() ? label : "[" + label + "]";
    }

    private static String rows(CommandSpec command) {
        String rows = Stream.concat(
                command.positionalParameters().stream().map(operand -> row(label(operand), operand)),
                command.options().stream().filter(CommandsPage::isOfThisCommand)
                        .map(option -> row(names(option), option)))
                .collect(Collectors.joining());
        return rows.isEmpty() ? "" : "\n| option | meaning |\n|---|---|\n" + rows;
    }

    private static boolean isOfThisCommand(OptionSpec option) {
        return !option.usageHelp() && !option.versionHelp() && !option.hidden();
    }

    private static String row(String name, ArgSpec argument) {
        return "| `" + name + "` | " + plain(argument.description()).replace("|", "\\|") + " |\n";
    }

    private static String names(OptionSpec option) {
        return String.join(", ", option.names()) + (option.arity().max() == 0 ? "" : " " + label(option));
    }

    private static String label(ArgSpec argument) {
        return argument.paramLabel().replaceAll("[<>]", "").toUpperCase(Locale.ROOT);
    }

    /** Joins the lines of a description, which picocli would format before it prints them. */
    private static String plain(String... lines) {
        return String.join(" ", lines).replace("%n", " ").replace("%%", "%");
    }
}
