package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.ComputingStarves.Attempt;
import threadlab.demo.lessons.ComputingStarves.Finding;
import threadlab.demo.lessons.ComputingStarves.Way;
import threadlab.demo.lessons.frame.Exhibit;
import threadlab.demo.lessons.frame.Verdict;

class ComputingStarvesTest {
    private final ComputingStarves lesson = new ComputingStarves(50_000_000);

    @Test
    @Tag("process")
    void aNewcomerRunsAfterThoseThatComputeUnlessTheyLeaveACarrier() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.attempts(Way.AS_IT_IS)).extracting(Attempt::computing).containsExactly(0, 2, 4, 8);
        assertThat(found.attempts(Way.AS_IT_IS)).as("all but those on the other carrier have ended")
                .allMatch(attempt -> attempt.ended() >= attempt.computing() - 1);
        assertThat(found.attempts(Way.ADMITTED).getLast().ended()).isLessThan(8);
        assertThat(found.attempts(Way.POOL).getLast().ended()).isLessThan(8);
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS);
        List<String> shown = lesson.outcome(found).exhibits().stream().map(Exhibit::lines).flatMap(List::stream)
                .filter(line -> line.startsWith("> ")).toList();
        assertThat(shown).anyMatch(line -> line.contains("\"ForkJoinPool-1-worker-1\""))
                .anyMatch(line -> line.contains("\"newcomer\""));
        if (found.jdk() >= 25) {
            assertThat(shown).anyMatch(line -> line.contains("Patient.compute"))
                    .anyMatch(line -> line.contains("active = 2"));
        }
    }

    @Test
    void theSymptomDoesNotHoldIfTheNewcomerRunsAtOnce() {
        Finding found = new Finding(99, Stream.of(Way.values()).flatMap(way -> Stream.of(0, 2, 4, 8)
                .map(computing -> new Attempt(way, computing, 0, 1000))).toList(), List.of(), List.of(), List.of());

        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }
}
