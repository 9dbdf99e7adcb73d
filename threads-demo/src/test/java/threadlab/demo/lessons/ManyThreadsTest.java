package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.ManyThreads.Answer;
import threadlab.demo.lessons.ManyThreads.Dump;
import threadlab.demo.lessons.ManyThreads.Finding;
import threadlab.demo.lessons.ManyThreads.Tool;
import threadlab.demo.lessons.frame.Exhibit;
import threadlab.demo.lessons.frame.Verdict;

class ManyThreadsTest {
    private final ManyThreads lesson = new ManyThreads(List.of(100, 1_000));

    @Test
    @Tag("process")
    void theOldDumpShowsNoneOfTheThreadsThatWaitAndTheNewOneAll() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.last(Tool.PRINT).shown()).isZero();
        for (Tool tool : List.of(Tool.TEXT, Tool.JSON)) {
            assertThat(found.last(tool)).extracting(Answer::threads, Answer::shown).containsExactly(1_000, 1_000);
            assertThat(found.last(tool).bytes()).isGreaterThan(1_000 * 100);
        }
        assertThat(found.text().waiting()).isEqualTo(Map.of("waitForStock", 50, "waitForMail", 50));
        assertThat(found.untracked()).as("those of the executor").isEqualTo(50);
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(lesson.outcome(found).exhibits().stream().map(Exhibit::lines).flatMap(List::stream))
                .anyMatch(line -> line.startsWith("> ") && line.contains("\"order "))
                .anyMatch(line -> line.startsWith("> ") && line.contains("ThreadPerTaskExecutor"))
                .anyMatch(line -> line.startsWith("> ") && line.contains("50 Patient.waitForMail"));
    }

    @Test
    void theSymptomDoesNotHoldIfTheOldDumpShowsThem() {
        Dump dump = new Dump(1, 1, Map.of(), List.of());
        Finding found = new Finding(99, Stream.of(Tool.values()).map(tool -> new Answer(100, tool, 100, 1, 1)).toList(),
                dump, dump, 50);

        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }
}
