package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.BackPressure.Finding;
import threadlab.demo.lessons.BackPressure.Run;
import threadlab.demo.lessons.BackPressure.Way;
import threadlab.demo.lessons.frame.Exhibit;
import threadlab.demo.lessons.frame.Verdict;

class BackPressureTest {
    private static final int REQUESTS = 5_000;

    private final BackPressure lesson = new BackPressure(REQUESTS);

    @Test
    @Tag("process")
    void onlyWhatIsLimitedOnPurposeIsHeldBack() throws Exception {
        Finding found = Trial.of(lesson);

        for (Way way : List.of(Way.POOL, Way.SEMAPHORE, Way.QUEUE, Way.REJECT)) {
            assertThat(found.run(way).inWork()).as("%s", way).isLessThanOrEqualTo(200);
        }
        assertThat(found.run(Way.NOTHING).inWork()).isGreaterThan(400);
        assertThat(found.runs()).allMatch(run -> run.served() + run.rejected() == REQUESTS)
                .allMatch(run -> run.calls() <= run.inWork());
        for (Way way : List.of(Way.POOL, Way.NOTHING, Way.SEMAPHORE)) {
            assertThat(found.run(way).rejected()).as("%s", way).isZero();
        }
        assertThat(found.run(Way.REJECT).rejected()).isPositive();
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(lesson.outcome(found).exhibits().stream().map(Exhibit::lines).flatMap(List::stream))
                .contains("> " + REQUESTS).anyMatch(line -> line.startsWith("> ") && line.contains("[B"));
    }

    @Test
    void theSymptomDoesNotHoldIfNoMoreAreInWorkThanWithAPool() {
        Finding found = new Finding(REQUESTS, Stream.of(Way.values())
                .map(way -> new Run(way, REQUESTS, 0, 200, 200, 1, 1)).toList(), List.of(), List.of());

        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }
}
