package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.PoolLimit.Finding;
import threadlab.demo.lessons.PoolLimit.Run;
import threadlab.demo.lessons.PoolLimit.Setup;
import threadlab.demo.lessons.frame.Exhibit;
import threadlab.demo.lessons.frame.Verdict;

class PoolLimitTest {
    private static final int THREADS = 1_000;

    private final PoolLimit lesson = new PoolLimit(THREADS);

    @Test
    @Tag("process")
    void noMoreThanThePoolAndTheDatabaseHoldAreServed() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.run(Setup.SMALL).atOnce()).isEqualTo(20);
        assertThat(found.run(Setup.LARGER).atOnce()).isEqualTo(40);
        assertThat(found.run(Setup.LARGER_BUT).atOnce()).isEqualTo(40);
        assertThat(found.run(Setup.LARGER_BUT).queries()).isEqualTo(20);
        assertThat(found.runs()).allMatch(run -> run.rate() <= run.setup().limit());
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(lesson.outcome(found).exhibits().stream().map(Exhibit::lines).flatMap(List::stream))
                .contains("> " + THREADS);
    }

    @Test
    void theSymptomDoesNotHoldIfThreadsWereServedFasterThanThePoolAllows() {
        Finding found = new Finding(Stream.of(Setup.values())
                .map(setup -> new Run(setup, 2_000, 100_000_000, 500, 500, 0, 10_000_000)).toList(), List.of());

        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }
}
