package threadlab.demo.lessons;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import threadlab.demo.lessons.frame.CannotShow;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Verdict;

class LessonsMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    /** What an experiment does: finds a number, or fails. */
    private interface Experiment {
        int run() throws CannotShow, IOException;
    }

    @Test
    void lessonsAreListedByNumberNameAndTitle() {
        assertThat(execute("lessons")).isZero();

        assertThat(lines()).containsExactly("  1  works             Title of works",
                "  2  lacks             Title of lacks", "  3  breaks            Title of breaks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "works"})
    void oneLessonIsShownFromClaimToNext(String which) {
        assertThat(execute("lesson", which)).isZero();

        assertThat(lines()).containsExactly("Lesson 1: Title of works", "========================", "",
                "Claim     A claim.", "", "Expected  One paragraph.", "", "          Another.", "",
                "found", "-----", "42", "",
                "Verdict   HOLDS. It was 42.", "", "Try next  More.", "");
    }

    @Test
    void whatThePlatformLacksIsNoFailure() {
        assertThat(execute("lesson", "lacks")).isZero();

        assertThat(lines()).contains("Verdict   SKIPPED. There is no such thing here.");
    }

    @Test
    void aLessonThatFailsKeepsTheOthersAndSetsTheStatus() {
        assertThat(execute("lesson", "all")).isEqualTo(1);

        assertThat(lines()).contains("Verdict   HOLDS. It was 42.", "Verdict   FAILED. no room");
        assertThat(err.toString().lines()).containsExactly("error: lesson 3 failed: no room");
    }

    @Test
    void thePageHasAllLessonsAndLoadsNothing() {
        Path page = folder.resolve("page.html");

        assertThat(execute("lessons", "--html", page.toString())).isEqualTo(1);

        assertThat(page).content().contains("id='works'", "id='lacks'", "id='breaks'", "<td>42</td>",
                "There is no such thing here.").doesNotContain("src=").doesNotContain("@import");
        assertThat(lines()).last().isEqualTo("Page written to " + page);
    }

    @Test
    void aPageThatCannotBeWrittenIsFoundBeforeTheFirstLesson() {
        Path page = folder.resolve("missing").resolve("page.html");

        assertThat(execute("lessons", "--html", page.toString())).isEqualTo(1);

        assertThat(lines()).isEmpty();
        assertThat(err.toString().lines()).containsExactly(
                "error: cannot write " + page + ": no such folder");
    }

    @Test
    void anUnknownLessonIsNamed() {
        assertThat(execute("lesson", "15")).isEqualTo(2);

        assertThat(err.toString().lines())
                .containsExactly("error: there is no lesson '15', allowed: a number or a name "
                        + "that ./lab lessons lists, or all", "Try './lab lesson --help'.");
    }

    @ParameterizedTest
    @CsvSource({"lesson, '', there is no lesson ''", "lesson, '\u001b[2J', there is no lesson '\\u{1b}[2J'",
            "lesson, \ufffd, '''\ufffd'' is not text in'", "lesson, '1\n2', there is no lesson '1\\n2'",
            "lessons, --html=, Invalid value for option '--html': '' is not the name of a file",
            "lessons, --colour=\u202e, Unknown option: '--colour=\\u{202e}'"})
    void whateverIsTypedIsNamedInOneLine(String command, String argument, String named) {
        assertThat(execute(command, argument)).isEqualTo(2);

        assertThat(lines()).isEmpty();
        List<String> said = err.toString().lines().toList();
        assertThat(said).hasSize(2).last().isEqualTo("Try './lab " + command + " --help'.");
        assertThat(said.getFirst()).startsWith("error: " + named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mr-IN", "ar-EG", "fa-IR"})
    void digitsAreThoseOfTheTextInEveryLocale(String locale) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale + "-u-nu-native"));
        try {
            execute("lessons");
            execute("lessons", "--html", folder.resolve("page.html").toString());
        } finally {
            Locale.setDefault(before);
        }

        assertThat(lines()).startsWith("  1  works             Title of works");
        assertThat(folder.resolve("page.html")).content().contains("<span class='number'>1</span>")
                .doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
    }

    private int execute(String... args) {
        List<Lesson<?>> lessons = List.of(lesson(1, "works", () -> 42), lesson(2, "lacks", () -> {
            throw new CannotShow("There is no such thing here.");
        }), lesson(3, "breaks", () -> {
            throw new IOException("no room");
        }));
        CommandLine command = LessonsMain.command(lessons, new PrintStream(out, true, UTF_8));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    private List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }

    private static Lesson<Integer> lesson(int number, String name, Experiment experiment) {
        return new Lesson<>() {
            @Override
            public Heading heading() {
                return new Heading(number, name, "Title of " + name);
            }

            @Override
            public String claim() {
                return "A\nclaim.";
            }

            @Override
            public String expectation() {
                return "One\nparagraph.\n\nAnother.";
            }

            @Override
            public Integer experiment() throws CannotShow, IOException {
                return experiment.run();
            }

            @Override
            public Outcome outcome(Integer found) {
                return new Outcome(Verdict.HOLDS, "It was " + found + ".", new Table("found").row(found.toString()));
            }

            @Override
            public String next() {
                return "More.";
            }
        };
    }
}
