package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.CarrierCount.Finding;
import threadlab.demo.lessons.CarrierCount.Run;
import threadlab.demo.lessons.CarrierCount.Setup;
import threadlab.demo.lessons.frame.Exhibit;
import threadlab.demo.lessons.frame.Verdict;

class CarrierCountTest {
    private final CarrierCount lesson = new CarrierCount(Duration.ofMillis(800));

    @Test
    @Tag("process")
    @Tag("slow")
    void oneCarrierIsTakenByOneThreadAndMoreAreTakenByMore() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.run(Setup.ONE).carriers()).isEqualTo(1);
        assertThat(found.run(Setup.TWO).carriers()).isEqualTo(2);
        assertThat(found.run(Setup.FOUR).carriers()).isEqualTo(4);
        assertThat(found.run(Setup.ONE_WITH_FOUR).carriers()).isEqualTo(4);
        assertThat(found.run(Setup.ONE).besideOne()).isZero();
        assertThat(found.run(Setup.ONE).blockedWentOn()).isFalse();
        for (Setup setup : List.of(Setup.TWO, Setup.FOUR, Setup.ONE_WITH_FOUR)) {
            assertThat(found.run(setup).besideOne()).as("%s", setup).isEqualTo(10);
            assertThat(found.run(setup).blockedWentOn()).as("%s", setup).isTrue();
        }
        assertThat(found.runs()).allMatch(run -> run.besideAll() == 0);
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS);
        List<String> shown = lesson.outcome(found).exhibits().stream().map(Exhibit::lines).flatMap(List::stream)
                .toList();
        assertThat(shown).anyMatch(line -> line.startsWith("> \"ForkJoinPool-1-worker-4\""));
        if (found.jdk() >= 24) { // which has the bean of the scheduler
            assertThat(found.run(Setup.SET_WHILE_IT_RUNS).carriers()).isEqualTo(4);
            assertThat(shown).anyMatch(line -> line.startsWith("> ") && line.contains("parallelism = 4"));
        } else {
            assertThat(shown).anyMatch(line -> line.startsWith("1 CPU, set to 4") && line.contains("skipped"));
        }
    }

    @Test
    void whatAJdkCannotDoIsInTheTable() {
        assertThat(lesson.outcome(found(0, false)).exhibits().getFirst().lines())
                .anyMatch(line -> line.startsWith("1 CPU, set to 4") && line.contains("skipped"));
    }

    @Test
    void theSymptomDoesNotHoldIfOneCarrierIsEnough() {
        assertThat(lesson.outcome(found(0, false)).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(lesson.outcome(found(10, false)).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(lesson.outcome(found(0, true)).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    /** Made-up runs of a JDK without the bean; one carrier lets so many run, and a blocked one go on or not. */
    private static Finding found(int besideOne, boolean wentOn) {
        return new Finding(21, Stream.of(Setup.ONE, Setup.TWO, Setup.FOUR, Setup.ONE_WITH_FOUR)
                .map(setup -> setup == Setup.ONE
                        ? new Run(setup, 1, besideOne, 0, wentOn, 1, 1)
                        : new Run(setup, 2, 10, 0, true, 1, 1))
                .toList(), List.of(), List.of());
    }
}
