package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.Speedup.Finding;
import threadlab.demo.lessons.Speedup.Run;
import threadlab.demo.lessons.Speedup.Runs;
import threadlab.demo.lessons.frame.Verdict;

class SpeedupTest {
    private static final int CPUS = Runtime.getRuntime().availableProcessors();

    private final Speedup lesson = new Speedup(CPUS, Duration.ofMillis(400), 1_000_000, 1);

    @Test
    void sleepsOverlapAndNoMoreVirtualThreadsComputeThanThereAreCpus() throws Exception {
        Finding found = Trial.of(lesson);

        for (Runs sleeping : List.of(found.sleepingPlatform(), found.sleepingVirtual())) {
            assertThat(sleeping.each().getFirst().nanos()).isGreaterThanOrEqualTo(Duration.ofMillis(400).toNanos());
            assertThat(sleeping.lastSpeedup()).isGreaterThan(1);
        }
        assertThat(found.computingVirtual().each()).extracting(Run::threads).startsWith(1, 2, 4);
        assertThat(found.computingVirtual().each()).extracting(Run::atOnce).allMatch(atOnce -> atOnce <= CPUS);
    }

    @Test
    void claimHoldsWithALimitWhereSleepingGainsAndComputingStops() {
        assertThat(verdict(4.7, 1.8)).isEqualTo(Verdict.HOLDS_WITH_A_LIMIT);
        assertThat(verdict(4.7, 4.6)).isEqualTo(Verdict.HOLDS);
        assertThat(verdict(1.0, 1.0)).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    private Verdict verdict(double sleeping, double computing) {
        return lesson.outcome(new Finding(2, runs(sleeping), runs(sleeping), runs(computing), runs(computing)))
                .verdict();
    }

    private static Runs runs(double speedup) {
        return new Runs(List.of(new Run(1, 1_000_000, 1), new Run(8, (long) (1_000_000 / speedup), 8)));
    }
}
