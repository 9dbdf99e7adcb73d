package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.StuckCarriers.Attempt;
import threadlab.demo.lessons.StuckCarriers.Finding;
import threadlab.demo.lessons.StuckCarriers.Place;
import threadlab.demo.lessons.frame.Exhibit;
import threadlab.demo.lessons.frame.Verdict;

class StuckCarriersTest {
    private final StuckCarriers lesson = new StuckCarriers(Duration.ofSeconds(2));

    @Test
    @Tag("process")
    void pinnedThreadsOnAllCarriersKeepAFreeLockFromItsNextOwner() throws Exception {
        Finding found = Trial.of(lesson);
        boolean monitorsUnmount = found.jdk() >= 24;

        assertThat(Stream.of(Place.values()).filter(found::gotIt)).containsExactlyInAnyOrderElementsOf(
                Stream.of(Place.CALL, Place.SYNCHRONIZED, Place.NATIVE_BUT_ONE, Place.NATIVE_ON_PLATFORM)
                        .filter(place -> place != Place.SYNCHRONIZED || monitorsUnmount).toList());
        assertThat(lesson.outcome(found).verdict())
                .isEqualTo(monitorsUnmount ? Verdict.HOLDS_WITH_A_LIMIT : Verdict.HOLDS);
        assertThat(shown(found)).anyMatch(line -> line.startsWith("> ") && line.contains("\"next owner\""))
                .anyMatch(line -> line.startsWith("> ") && line.contains("parkOnCarrierThread"))
                .anyMatch(line -> line.startsWith("> ") && line.contains("Carrying virtual thread"));
        if (monitorsUnmount) {
            assertThat(shown(found)).anyMatch(line -> line.startsWith("> ") && line.contains("submissions = 1"));
        }
        assertThat(found.print()).as("the dump that does not show it").noneMatch(line -> line.contains("next owner"));
    }

    @Test
    void theSymptomDoesNotHoldWhereAllGetTheLock() {
        Finding found = new Finding(99, Stream.of(Place.values()).map(place -> new Attempt(place, true)).toList(),
                List.of(), List.of(), List.of());

        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    private List<String> shown(Finding found) {
        return lesson.outcome(found).exhibits().stream().map(Exhibit::lines).flatMap(List::stream).toList();
    }
}
