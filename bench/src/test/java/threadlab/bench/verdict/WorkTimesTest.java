package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.support.control.ServerCounters;

class WorkTimesTest {
    private static ServerCounters.Work reading(double elapsed, long messages, double inWork, int most, long waits,
            double threadWait, ServerCounters.Stage... stages) {
        return new ServerCounters.Work(elapsed, messages, inWork, most, waits, threadWait, List.of(stages));
    }

    /** 100 messages in 50 ms: 2 ms each in work, so four at once. */
    @Test
    void whatIsBetweenTwoReadingsIsDividedByTheMessages() {
        var before = reading(1_000, 40, 70, 99, 40, 8, new ServerCounters.Stage("cpu", 0, 40, 2, 0, 3),
                new ServerCounters.Stage("pool", 4, 40, 0, 10, 60));
        var after = reading(1_050, 140, 270, 5, 140, 28, new ServerCounters.Stage("cpu", 0, 140, 7, 0, 9),
                new ServerCounters.Stage("pool", 4, 140, 0, 15, 210));
        assertThat(WorkTimes.between(before, after)).contains(new WorkTimes(2_000, 200.0, 4, 5, null,
                List.of(new WorkTimes.Stage("cpu", null, 50.0, null, 60),
                        new WorkTimes.Stage("pool", 4.0, null, 50.0, 1_500))));
        assertThat(WorkTimes.between(before, after).orElseThrow().cpuMicros()).contains(50.0);
    }

    /** Two stages of 50 us each for a message: at the end three messages have had one of them. */
    @Test
    void stagesOfMessagesThatHaveNotEndedFalsifyNothing() {
        var before = reading(0, 0, 0, 0, 0, 0, new ServerCounters.Stage("cpu", 0, 0, 0, 0, 0));
        var after = reading(50, 10, 3, 5, 0, 0, new ServerCounters.Stage("cpu", 0, 23, 23 * 0.05, 0, 23 * 0.06));
        assertThat(WorkTimes.between(before, after).orElseThrow().stages()).singleElement().satisfies(cpu -> {
            assertThat(cpu.askedMicros()).isCloseTo(100, within(1e-9));
            assertThat(cpu.hadMicros()).isCloseTo(120, within(1e-9));
        });
    }

    @Test
    void whereTheReadingThreadWorksNobodyWaitsForOne() {
        assertThat(WorkTimes.between(reading(0, 0, 0, 0, 0, 0), reading(10, 1, 10, 1, 0, 0)).orElseThrow()
                .threadWaitMicros()).isNull();
    }

    @Test
    void aWindowWithoutAMessageHasNoTimes() {
        assertThat(WorkTimes.between(reading(0, 3, 0, 0, 0, 0), reading(10, 3, 10, 1, 0, 0))).isEmpty();
    }

    @Test
    void theMedianIsThatOfEachValue() {
        Summary platform = Analysis.of(Runs.withWork()).summaries().getFirst();
        assertThat(platform.work()).isEqualTo(Runs.work(2));
    }

    @Test
    void aTrialWithoutWorkHasNone() {
        assertThat(Analysis.of(Runs.against10(List.of(10), 5)).summaries()).allMatch(summary -> summary.work() == null);
    }
}
