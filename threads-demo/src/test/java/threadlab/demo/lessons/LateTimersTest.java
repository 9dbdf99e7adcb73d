package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.LateTimers.Finding;
import threadlab.demo.lessons.LateTimers.Load;
import threadlab.demo.lessons.LateTimers.Timer;
import threadlab.demo.lessons.LateTimers.Wake;
import threadlab.demo.lessons.frame.Exhibit;
import threadlab.demo.lessons.frame.Verdict;

class LateTimersTest {
    private final LateTimers lesson = new LateTimers(Duration.ofMillis(1500));

    @Test
    @Tag("process")
    @Tag("slow")
    void whoeverNeedsACarrierWakesAfterThoseThatCompute() throws Exception {
        Finding found = Trial.of(lesson);

        for (Timer timer : Timer.values()) {
            assertThat(found.wake(Load.COMPUTING, timer).after()).as("%s", timer).isEqualTo(timer.needsCarrier());
            assertThat(found.wake(Load.POOL, timer).after()).as("%s, with a pool", timer).isFalse();
        }
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(lesson.outcome(found).exhibits().stream().map(Exhibit::lines).flatMap(List::stream))
                .anyMatch(line -> line.startsWith("> duration =")).anyMatch(line -> line.startsWith("> time ="));
    }

    @Test
    void theSymptomHoldsOnlyIfThoseThatNeedACarrierAreLateAlone() {
        assertThat(verdict(2, 0)).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict(0, 0)).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict(2, 2)).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict(0, 2)).isEqualTo(Verdict.HOLDS);
    }

    /** The verdict if so many threads computed when a timer with a carrier woke, and one without. */
    private Verdict verdict(int withCarrier, int without) {
        return lesson.outcome(new Finding(99, Stream.of(Load.values()).flatMap(load -> Stream.of(Timer.values())
                .map(timer -> new Wake(load, timer, 1000, timer.needsCarrier() ? withCarrier : without))).toList(),
                List.of())).verdict();
    }
}
