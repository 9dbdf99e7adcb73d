package threadlab.demo.lessons;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
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
import threadlab.demo.diagnose.Diagnosis;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.support.Preconditions;
import threadlab.support.cli.CommandLines;

/** The command line of the clinic, the second part of the lessons. Without arguments it lists them. */
@Command(name = "lab clinic", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Lists the lessons on what goes wrong with virtual threads in production, or runs one, or all.",
                "With --diagnose, says which of these problems a running JVM shows signs of."})
public final class ClinicMain implements Callable<Integer> {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Parameters(paramLabel = "LESSON", arity = "0..1", description = "Run this one: its number, its name, or all.")
    private @Nullable String which;

    @Option(names = "--html", paramLabel = "FILE",
            description = "Write the page of the lessons that are run; without LESSON, run all.")
    private @Nullable Path html;

    @Option(names = "--diagnose", paramLabel = "PID",
            description = "Watch this JVM of yours, of Java 21 or newer, instead.")
    private @Nullable Long diagnose;

    @Option(names = "--for", paramLabel = "TIME",
            description = "Watch it for that long, from 1s to 10m (default: 10s).")
    private @Nullable Duration time;

    @Option(names = "--dump",
            description = "Watch it also if it is of Java 25, which a dump of its threads may crash (JDK-8364343).")
    private boolean dump;

    @Spec
    private CommandSpec spec;

    private final LessonRunner runner;
    private final PrintStream out;

    private ClinicMain(LessonRunner runner, PrintStream out) {
        this.runner = runner;
        this.out = out;
    }

    /** Runs and exits: 0 done, 1 a lesson failed, the page was not written or a JVM not watched, 2 bad input. */
    public static void main(String... args) {
        CommandLines.program(() -> command(Lessons.CLINIC, System.out).execute(args), System.err, System::exit);
    }

    static CommandLine command(List<Lesson<?>> lessons, PrintStream out) {
        return CommandLines.of(new ClinicMain(new LessonRunner(lessons, out), out));
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (diagnose != null) {
            Diagnosis.print(diagnose, watched(), dump, out);
            return ExitCode.OK;
        }
        if (time != null || dump) {
            throw new ParameterException(spec.commandLine(), (dump ? "--dump" : "--for") + " is for --diagnose");
        }
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

    private Duration watched() {
        return CommandLines.validate(spec, () -> {
            Preconditions.check(which == null && html == null, "--diagnose", diagnose, "without LESSON and --html");
            Duration watched = time == null ? Duration.ofSeconds(10) : time;
            Preconditions.checkRange("--for", watched, SHORTEST, LONGEST);
            return watched;
        });
    }
}
