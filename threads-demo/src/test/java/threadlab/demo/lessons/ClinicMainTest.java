package threadlab.demo.lessons;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Part;
import threadlab.demo.lessons.frame.Verdict;

class ClinicMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void withoutArgumentsTheLessonsAreListedAndNoneIsRun() {
        assertThat(execute()).isZero();

        assertThat(lines()).containsExactly(" 15  stuck             Title of stuck",
                " 17  spin              Title of spin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "spin"})
    void oneLessonIsShownFromSymptomToCure(String which) {
        assertThat(execute(which)).isZero();

        assertThat(lines()).containsExactly("Lesson 17: Title of spin", "========================", "",
                "Symptom   It hangs.", "", "Why       It waits.", "", "Verdict   HOLDS. Seen.", "",
                "Cure      Wait otherwise.", "");
    }

    @Test
    void thePageHasAllLessonsOfTheClinic() {
        Path page = folder.resolve("page.html");

        assertThat(execute("--html", page.toString())).isZero();

        assertThat(page).content().contains("id='stuck'", "id='spin'", "<h3>Symptom</h3>", "<h3>Cure</h3>");
    }

    @Test
    void anUnknownLessonIsNamed() {
        assertThat(execute("1")).isEqualTo(2);

        assertThat(err.toString().lines()).containsExactly("error: there is no lesson '1' in the clinic, allowed: "
                + "a number or a name that ./lab clinic lists, or all", "Try './lab clinic --help'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--for 5s", "--dump", "--diagnose 1 17", "--diagnose 1 --html page.html", "--diagnose one",
            "--diagnose 1 --for 999ms", "--diagnose 1 --for 601s"})
    void whatCannotBeDiagnosedIsAUsageError(String arguments) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);

        assertThat(lines()).isEmpty();
        assertThat(err.toString().lines()).hasSize(2).first().asString().startsWith("error: ");
    }

    @Test
    void aJvmThatCannotBeWatchedIsOneLine() {
        assertThat(execute("--diagnose", String.valueOf(Long.MAX_VALUE))).isEqualTo(1);

        assertThat(err.toString().lines()).containsExactly("error: there is no process " + Long.MAX_VALUE);
    }

    private int execute(String... args) {
        CommandLine command = ClinicMain.command(List.of(new Made(15, "stuck"), new Made(17, "spin")),
                new PrintStream(out, true, UTF_8));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    private List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }

    private record Made(int number, String name) implements Lesson<Void> {
        @Override
        public Heading heading() {
            return new Heading(Part.CLINIC, number, name, "Title of " + name);
        }

        @Override
        public String claim() {
            return "It hangs.";
        }

        @Override
        public String expectation() {
            return "It waits.";
        }

        @Override
        public Void experiment() {
            return null;
        }

        @Override
        public Outcome outcome(Void found) {
            return new Outcome(Verdict.HOLDS, "Seen.");
        }

        @Override
        public String next() {
            return "Wait otherwise.";
        }
    }
}
