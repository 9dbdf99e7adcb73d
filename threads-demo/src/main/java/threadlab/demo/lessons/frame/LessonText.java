package threadlab.demo.lessons.frame;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints a lesson for a terminal of 80 columns. */
public final class LessonText {
    private static final int COLUMNS = 78;
    private static final String FORM = "%-9s %s";
    private static final int LABEL = 10;

    private LessonText() {
    }

    /** Shows the lesson, and ends the JVM with status 1 if it fails. The {@code main} of each lesson calls this. */
    public static void show(Lesson<?> lesson) throws InterruptedException {
        if (show(lesson, System.out).verdict() == Verdict.FAILED) {
            System.exit(1);
        }
    }

    /** Prints the claim, tries it, and prints the outcome. */
    public static Outcome show(Lesson<?> lesson, PrintStream out) throws InterruptedException {
        before(lesson).forEach(out::println); // something to read while the experiment runs
        Outcome outcome = lesson.run();
        after(lesson, outcome).forEach(out::println);
        return outcome;
    }

    private static List<String> before(Lesson<?> lesson) {
        String title = "Lesson " + lesson.heading().number() + ": " + lesson.heading().title();
        List<String> lines = new ArrayList<>(List.of(title, "=".repeat(title.length()), ""));
        lines.addAll(words(lesson.heading().part().claim(), lesson.claim()));
        lines.addAll(words(lesson.heading().part().expectation(), lesson.expectation()));
        return lines;
    }

    private static List<String> after(Lesson<?> lesson, Outcome outcome) {
        List<String> lines = new ArrayList<>();
        outcome.exhibits().stream().map(Exhibit::lines).filter(exhibit -> !exhibit.isEmpty()).forEach(exhibit -> {
            lines.addAll(exhibit);
            lines.add("");
        });
        String verdict = outcome.verdict().toString().toUpperCase(Locale.ROOT);
        lines.addAll(words("Verdict", verdict + ". " + outcome.because()));
        lines.addAll(words(lesson.heading().part().next(), lesson.next()));
        return lines;
    }

    /** Returns the label with the text beside it, and an empty line. */
    private static List<String> words(String label, String text) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : Words.paragraphs(text)) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            for (String line : Words.wrapped(paragraph, COLUMNS - LABEL)) {
                lines.add(String.format(FORM, lines.isEmpty() ? label : "", line).stripTrailing());
            }
        }
        lines.add("");
        return lines;
    }
}
