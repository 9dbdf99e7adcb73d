package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.BornCold.Age;
import threadlab.demo.lessons.BornCold.Finding;
import threadlab.demo.lessons.BornCold.Stacks;
import threadlab.demo.lessons.frame.Exhibit;
import threadlab.demo.lessons.frame.Verdict;

class BornColdTest {
    private final BornCold lesson = new BornCold(50);

    @Test
    @Tag("process")
    void aThreadKeepsTheFramesItWasBornWith() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.stacks()).extracting(Stacks::age).containsExactly(Age.values());
        for (Age cold : List.of(Age.COLD, Age.COLD_USED, Age.COLD_OLD)) {
            for (Age warm : List.of(Age.WARM, Age.WARM_OLD, Age.HANDED_OVER)) {
                assertThat(found.bytes(cold)).as("%s against %s", cold, warm)
                        .isGreaterThan(2 * found.bytes(warm));
            }
        }
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(lesson.outcome(found).exhibits().stream().map(Exhibit::lines).flatMap(List::stream))
                .anyMatch(line -> line.startsWith("> ") && line.contains("jdk.internal.vm.StackChunk"));
    }

    @Test
    void theSymptomDoesNotHoldIfTheStacksAreAlike() {
        Finding found = new Finding(99, 50, Stream.of(Age.values()).map(age -> new Stacks(age, 50, 50_000)).toList(),
                List.of());

        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }
}
