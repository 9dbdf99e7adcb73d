package threadlab.demo.lessons;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.support.FileAccessException;
import threadlab.support.cli.CommandLines;

/** The command line of the lessons. Without arguments it lists them, so that it runs from an IDE as it is. */
@Command(name = "lab", mixinStandardHelpOptions = true,
        description = "Tries what is claimed about processes, threads, memory and sockets on this machine.")
public final class LessonsMain {
    private final LessonRunner runner;

    @Spec
    private CommandSpec spec;

    private LessonsMain(LessonRunner runner) {
        this.runner = runner;
    }

    /** Runs and exits: 0 done, 1 a lesson failed or the page was not written, 2 bad input. */
    public static void main(String... args) {
        CommandLines.program(() -> command(Lessons.ALL, System.out)
                .execute(args.length == 0 ? new String[]{"lessons"} : args), System.err, System::exit);
    }

    static CommandLine command(List<Lesson<?>> lessons, PrintStream out) {
        return CommandLines.of(new LessonsMain(new LessonRunner(lessons, out)));
    }

    @Command(name = "lessons", mixinStandardHelpOptions = true,
            description = "Lists the lessons; with --html, runs them all and writes one page.")
    int lessons(@Option(names = "--html", paramLabel = "FILE",
            description = "Run all lessons and write the page of them.") @Nullable Path html)
            throws InterruptedException, FileAccessException {
        if (html != null) {
            return runner.run(runner.lessons(), html, spec);
        }
        runner.list();
        return ExitCode.OK;
    }

    @Command(name = "lesson", mixinStandardHelpOptions = true,
            description = "Runs one lesson, or all.")
    int lesson(@Parameters(paramLabel = "LESSON", description = "Its number, its name, or all.") String which,
            @Option(names = "--html", paramLabel = "FILE",
                    description = "Also write the page of it.") @Nullable Path html)
            throws InterruptedException, FileAccessException {
        List<Lesson<?>> chosen = runner.find(which)
                .orElseThrow(() -> new ParameterException(spec.subcommands().get("lesson"),
                        "there is no lesson '" + which + "', allowed: a number or a name that ./lab lessons lists, "
                                + "or all"));
        return runner.run(chosen, html, spec);
    }
}
