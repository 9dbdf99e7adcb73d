package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import threadlab.demo.lessons.CarrierHolders.Finding;
import threadlab.demo.lessons.CarrierHolders.Held;
import threadlab.demo.lessons.CarrierHolders.Probe;
import threadlab.demo.lessons.CarrierHolders.Way;
import threadlab.demo.lessons.frame.Verdict;

class CarrierHoldersTest {
    private final CarrierHolders lesson = new CarrierHolders(Duration.ofSeconds(2));

    @Test
    @Tag("process")
    @EnabledOnOs(OS.LINUX)
    void eachWayToWaitUnmountsPinsOrIsCompensated() throws Exception {
        Finding found = Trial.of(lesson);
        int jdk = found.jdk();

        for (Way way : List.of(Way.LATCH, Way.ACCEPT, Way.PROCESS, Way.CLASS_LOADING_ON_PLATFORM)) {
            assertThat(found.held(way)).as("%s", way).isEqualTo(Held.UNMOUNTS);
        }
        for (Way way : List.of(Way.INITIALIZER, Way.CLASS_LOADING)) {
            assertThat(found.held(way)).as("%s", way).isEqualTo(Held.PINS);
        }
        for (Way way : List.of(Way.IN_SYNCHRONIZED, Way.ENTER_SYNCHRONIZED)) {
            assertThat(found.held(way)).as("%s", way).isEqualTo(jdk >= 24 ? Held.UNMOUNTS : Held.PINS);
        }
        assertThat(found.held(Way.OBJECT_WAIT)).isEqualTo(jdk >= 24 ? Held.UNMOUNTS : Held.COMPENSATED);
        assertThat(found.held(Way.PROCESS_OUTPUT)).isEqualTo(Held.COMPENSATED);
        assertThat(found.held(Way.FILE)).isEqualTo(jdk == 21 ? Held.COMPENSATED : Held.PINS);
        assertThat(found.held(Way.LOOKUP)).isIn(Held.COMPENSATED, Held.NOT_SHOWN);
        if (jdk == 21 || jdk == 25 || jdk == 27) {
            assertThat(found.held(Way.INITIALIZED_ELSEWHERE)).isEqualTo(jdk == 27 ? Held.UNMOUNTS : Held.PINS);
        }
        assertThat(found.probes().stream().filter(Probe::told).map(Probe::way)).contains(Way.INITIALIZER)
                .doesNotContain(Way.LATCH, Way.FILE);
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(lesson.outcome(found).exhibits().getLast().lines())
                .anyMatch(line -> line.startsWith("> ") && line.contains("clinit"));
    }

    @Test
    void theSymptomDoesNotHoldWhereNothingPins() {
        Finding found = new Finding(99, Stream.of(Way.values()).map(way -> new Probe(way, Held.UNMOUNTS, false))
                .toList(), List.of());

        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }
}
