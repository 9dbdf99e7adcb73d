package threadlab.demo.lessons;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
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
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonPage;
import threadlab.demo.lessons.frame.LessonPage.Told;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Machine;
import threadlab.demo.lessons.frame.Verdict;
import threadlab.support.AtomicFile;
import threadlab.support.FileAccessException;
import threadlab.support.PrintableText;
import threadlab.support.cli.CommandLines;

/** The command line of the lessons. Without arguments it lists them, so that it runs from an IDE as it is. */
@Command(name = "lab", mixinStandardHelpOptions = true,
        description = "Tries what is claimed about processes, threads, memory and sockets on this machine.")
public final class LessonsMain {
    private final List<Lesson<?>> lessons;
    private final PrintStream out;

    @Spec
    private CommandSpec spec;

    private LessonsMain(List<Lesson<?>> lessons, PrintStream out) {
        this.lessons = lessons;
        this.out = out;
    }

    /** Runs and exits: 0 done, 1 a lesson failed or the page was not written, 2 bad input. */
    public static void main(String... args) {
        CommandLines.program(() -> command(Lessons.ALL, System.out)
                .execute(args.length == 0 ? new String[]{"lessons"} : args), System.err, System::exit);
    }

    static CommandLine command(List<Lesson<?>> lessons, PrintStream out) {
        return CommandLines.of(new LessonsMain(lessons, out));
    }

    @Command(name = "lessons", mixinStandardHelpOptions = true,
            description = "Lists the lessons; with --html, runs them all and writes one page.")
    int lessons(@Option(names = "--html", paramLabel = "FILE",
            description = "Run all lessons and write the page of them.") @Nullable Path html)
            throws InterruptedException, FileAccessException {
        if (html != null) {
            return run(lessons, html);
        }
        lessons.stream().map(Lesson::heading).forEach(this::list);
        return ExitCode.OK;
    }

    private void list(Heading heading) {
        out.printf("%3s  %-16s  %s%n", heading.number(), heading.name(), heading.title());
    }

    @Command(name = "lesson", mixinStandardHelpOptions = true,
            description = "Runs one lesson, or all.")
    int lesson(@Parameters(paramLabel = "LESSON", description = "Its number, its name, or all.") String which,
            @Option(names = "--html", paramLabel = "FILE",
                    description = "Also write the page of it.") @Nullable Path html)
            throws InterruptedException, FileAccessException {
        return run(which.equals("all") ? lessons : List.of(find(which)), html);
    }

    private Lesson<?> find(String which) {
        return lessons.stream().filter(lesson -> which.equals(String.valueOf(lesson.heading().number()))
                || which.equals(lesson.heading().name())).findFirst()
                .orElseThrow(() -> new ParameterException(spec.subcommands().get("lesson"),
                        "there is no lesson '" + which + "', allowed: a number or a name that ./lab lessons lists, "
                                + "or all"));
    }

    private int run(List<Lesson<?>> chosen, @Nullable Path html) throws InterruptedException, FileAccessException {
        if (html != null) {
            AtomicFile.check(html); // before the lessons have taken their time
        }
        List<Told> told = new ArrayList<>();
        for (Lesson<?> lesson : chosen) {
            told.add(new Told(lesson, LessonText.show(lesson, out)));
        }
        if (html != null) {
            AtomicFile.write(html, LessonPage.render(Machine.text(), told));
            out.println("Page written to " + PrintableText.of(html.toString()));
        }
        return status(told);
    }

    private int status(List<Told> told) {
        return told.stream().filter(each -> each.outcome().verdict() == Verdict.FAILED)
                .mapToInt(each -> CommandLines.fail(spec, "lesson " + each.lesson().heading().number() + " failed: "
                        + each.outcome().because()))
                .max().orElse(ExitCode.OK);
    }
}
