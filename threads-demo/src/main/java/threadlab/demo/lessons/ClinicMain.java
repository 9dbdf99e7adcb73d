package threadlab.demo.lessons;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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

/** The command line of the clinic, the second part of the lessons. Without arguments it lists them. */
@Command(name = "lab clinic", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Lists the lessons on what goes wrong with virtual threads in production, or runs one, or all.")
public final class ClinicMain implements Callable<Integer> {
    @Parameters(paramLabel = "LESSON", arity = "0..1", description = "Run this one: its number, its name, or all.")
    private @Nullable String which;

    @Option(names = "--html", paramLabel = "FILE",
            description = "Write the page of the lessons that are run; without LESSON, run all.")
    private @Nullable Path html;

    @Spec
    private CommandSpec spec;

    private final LessonRunner runner;

    private ClinicMain(LessonRunner runner) {
        this.runner = runner;
    }

    /** Runs and exits: 0 done, 1 a lesson failed or the page was not written, 2 bad input. */
    public static void main(String... args) {
        CommandLines.program(() -> command(Lessons.CLINIC, System.out).execute(args), System.err, System::exit);
    }

    static CommandLine command(List<Lesson<?>> lessons, PrintStream out) {
        return CommandLines.of(new ClinicMain(new LessonRunner(lessons, out)));
    }

    @Override
    public Integer call() throws InterruptedException, FileAccessException {
        if (which == null && html == null) {
            runner.list();
            return ExitCode.OK;
        }
        String wanted = which == null ? "all" : which;
        List<Lesson<?>> chosen = runner.find(wanted).orElseThrow(() -> new ParameterException(spec.commandLine(),
                "there is no lesson '" + wanted + "' in the clinic, allowed: a number or a name that ./lab clinic "
                        + "lists, or all"));
        return runner.run(chosen, html, spec);
    }
}
