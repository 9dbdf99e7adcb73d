package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threadlab.demo.ThreadKind;
import threadlab.demo.lessons.Cancelling.Attempt;
import threadlab.demo.lessons.Cancelling.Finding;
import threadlab.demo.lessons.Cancelling.Place;
import threadlab.demo.lessons.Cancelling.Probe;
import threadlab.demo.lessons.Cancelling.Way;
import threadlab.demo.lessons.frame.Exhibit;
import threadlab.demo.lessons.frame.Verdict;

class CancellingTest {
    private final Cancelling lesson = new Cancelling(Duration.ofSeconds(2));

    @Test
    @Tag("process")
    @Tag("slow")
    void callsGoOnUnlessTheirThreadsAreInterruptedAndCanBe() throws Exception {
        Finding found = Trial.of(lesson);

        for (Way way : List.of(Way.GET, Way.TIME_LIMIT, Way.COMPLETABLE, Way.CANCEL_PLATFORM)) {
            assertThat(found.attempt(way).completed()).as("%s: all but the one that failed", way).isEqualTo(9);
        }
        for (Way way : List.of(Way.CANCEL, Way.SOCKET_LIMIT, Way.SOCKET_LIMIT_PLATFORM)) {
            assertThat(found.attempt(way).completed()).as("%s", way).isZero();
        }
        assertThat(found.attempt(Way.TIME_LIMIT).left()).isGreaterThanOrEqualTo(9);
        assertThat(found.attempt(Way.COMPLETABLE).left()).isGreaterThanOrEqualTo(9);
        assertThat(found.attempt(Way.GET).left()).as("the executor waits for all").isZero();
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(lesson.outcome(found).exhibits().stream().map(Exhibit::lines).flatMap(List::stream))
                .contains("> 9").anyMatch(line -> line.startsWith("> ") && line.contains("Patient.call("));
        interrupts(found);
    }

    private static void interrupts(Finding found) {
        for (ThreadKind kind : ThreadKind.values()) {
            for (Place place : List.of(Place.SLEEP, Place.QUEUE)) {
                assertThat(found.probe(place, kind))
                        .isEqualTo(new Probe(place, kind, "InterruptedException", false));
            }
            assertThat(found.probe(Place.MONITOR, kind)).isEqualTo(new Probe(Place.MONITOR, kind, "goes on", true));
            assertThat(found.probe(Place.LOCK, kind)).as("it sets the status again when it has the lock")
                    .isEqualTo(new Probe(Place.LOCK, kind, "goes on", false));
            assertThat(found.probe(Place.CHANNEL, kind))
                    .isEqualTo(new Probe(Place.CHANNEL, kind, "ClosedByInterruptException", true));
        }
        for (Place place : List.of(Place.SOCKET, Place.ACCEPT)) {
            assertThat(found.probe(place, ThreadKind.PLATFORM).goesOn()).as("%s", place).isTrue();
            assertThat(found.probe(place, ThreadKind.VIRTUAL))
                    .isEqualTo(new Probe(place, ThreadKind.VIRTUAL, "SocketException", true));
        }
    }

    @Test
    void theSymptomDoesNotHoldIfNoCallIsAnsweredForNobody() {
        Finding found = new Finding(99, Stream.of(Way.values()).map(way -> new Attempt(way, 0, 0, 1)).toList(),
                Stream.of(Place.values()).flatMap(place -> Stream.of(ThreadKind.values())
                        .map(kind -> new Probe(place, kind, "InterruptedException", false))).toList(),
                List.of());

        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }
}
