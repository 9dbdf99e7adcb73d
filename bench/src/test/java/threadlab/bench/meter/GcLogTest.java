package threadlab.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcLogTest {
    private static final long ALWAYS = Long.MAX_VALUE;

    @TempDir
    private Path directory;

    /** Three full collections and no other garbage to speak of. */
    static final class Collects {
        public static void main(String... args) throws IOException {
            System.gc();
            System.gc();
            System.gc();
            ChildJvm.ready("ready");
        }
    }

    /** ZGC stops the threads several times in a collection, and may add a collection of its own. */
    @ParameterizedTest
    @CsvSource({"Serial, 3, 3", "G1, 3, 3", "Z, 9, 1000"})
    void thePausesOfARealJvmAreCounted(String collector, int least, int most) throws IOException {
        Path file = directory.resolve("a log, of: " + collector);
        long start = System.currentTimeMillis();
        var options = new ArrayList<>(GcLog.options(file));
        options.add("-XX:+Use" + collector + "GC");
        try (var jvm = new ChildJvm(options, Collects.class)) {
            assertThat(jvm.line()).isEqualTo("ready");
            GcPauses pauses = GcLog.in(file, start, ALWAYS);
            assertThat(pauses.count()).isBetween(least, most);
            assertThat(pauses.longestMillis()).isPositive().isLessThan(pauses.totalMillis());
            assertThat(GcLog.in(file, 0, start)).isEqualTo(new GcPauses(0, 0, 0));
        }
    }

    @Test
    void phasesOfAPauseAndConcurrentOnesAreNoPausesOfG1() {
        assertPauses("""
                [1795518161443ms] Using G1
                [1795518161443ms] GC(0)   Pre Evacuate Collection Set: 0.17ms
                [1795518161443ms] GC(0)   Evacuate Collection Set: 10.94ms
                [1795518161443ms] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 15M->7M(64M) 12.011ms
                [1795518161478ms] GC(1) Concurrent Mark Cycle
                [1795518161479ms] GC(1) Pause Remark 30M->30M(64M) 1.250ms
                [1795518161480ms] GC(1) Concurrent Mark Cycle 2.371ms
                """, new GcPauses(2, 13.261, 12.011));
    }

    @Test
    void aCollectionOfZgcIsLongerThanItsPauses() {
        assertPauses("""
                [1795518162503ms] GC(0) Major Collection (Warmup)
                [1795518162503ms] GC(0) Y: Pause Mark Start (Major) 0.038ms
                [1795518162506ms] GC(0) Y: Concurrent Mark 2.707ms
                [1795518162506ms] GC(0) Y: Pause Mark End 0.009ms
                [1795518162513ms] GC(0) O: Pause Relocate Start 0.005ms
                [1795518162513ms] GC(0) Major Collection (Warmup) 8M(12%)->12M(19%) 0.011s
                """, new GcPauses(3, 0.052, 0.038));
    }

    private static void assertPauses(String log, GcPauses expected) {
        GcPauses pauses = GcLog.in(log.lines(), 0, ALWAYS);
        assertThat(pauses.count()).isEqualTo(expected.count());
        assertThat(pauses.totalMillis()).isCloseTo(expected.totalMillis(), within(1e-9));
        assertThat(pauses.longestMillis()).isEqualTo(expected.longestMillis());
    }

    @Test
    void aPauseBelongsToTheWindowInWhichItEnded() {
        String log = """
                [1000ms] GC(0) Pause Young (Allocation Failure) 18M->7M(61M) 1.000ms
                [1001ms] GC(1) Pause Young (Allocation Failure) 24M->11M(61M) 2.000ms
                [1002ms] GC(2) Pause Full (System.gc()) 11M->7M(61M) 4.000ms
                """;
        assertThat(GcLog.in(log.lines(), 1_001, 1_002)).isEqualTo(new GcPauses(1, 2, 2));
        assertThat(GcLog.in(log.lines(), 1_000, 1_003)).isEqualTo(new GcPauses(3, 7, 4));
    }

    @Test
    void aLogThatIsNotThereTellsNothing() {
        assertThat(GcLog.in(directory.resolve("none"), 0, ALWAYS)).isNull();
    }
}
