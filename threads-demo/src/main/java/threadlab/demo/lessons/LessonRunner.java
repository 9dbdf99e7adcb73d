package threadlab.demo.lessons;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
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

/** Lists lessons, finds and runs them, and writes the page, for the commands that have lessons. */
record LessonRunner(List<Lesson<?>> lessons, PrintStream out) {

    void list() {
        lessons.stream().map(Lesson::heading).forEach(this::list);
    }

    private void list(Heading heading) {
        out.printf("%3s  %-16s  %s%n", heading.number(), heading.name(), heading.title());
    }

    /** Returns the lesson of that number or name, or all of them; empty if there is none. */
    Optional<List<Lesson<?>>> find(String which) {
        return which.equals("all")
                ? Optional.of(lessons)
                : lessons.stream().filter(lesson -> which.equals(String.valueOf(lesson.heading().number()))
                        || which.equals(lesson.heading().name())).findFirst().map(List::of);
    }

    /** Runs the lessons, and writes the page of them if there is a file for it; returns the exit status. */
    int run(List<Lesson<?>> chosen, @Nullable Path html, CommandSpec command)
            throws InterruptedException, FileAccessException {
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
        return status(told, command);
    }

    private static int status(List<Told> told, CommandSpec command) {
        return told.stream().filter(each -> each.outcome().verdict() == Verdict.FAILED)
                .mapToInt(each -> CommandLines.fail(command, "lesson " + each.lesson().heading().number() + " failed: "
                        + each.outcome().because()))
                .max().orElse(ExitCode.OK);
    }
}
