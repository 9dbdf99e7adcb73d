package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.ThreadLocalCaches.Finding;
import threadlab.demo.lessons.ThreadLocalCaches.Kind;
import threadlab.demo.lessons.ThreadLocalCaches.Run;
import threadlab.demo.lessons.ThreadLocalCaches.Way;
import threadlab.demo.lessons.frame.Exhibit;
import threadlab.demo.lessons.frame.Verdict;

class ThreadLocalCachesTest {
    private static final int THREADS = 3_000;

    private final ThreadLocalCaches lesson = new ThreadLocalCaches(THREADS);

    @Test
    @Tag("process")
    void aCacheInAThreadLocalNeverHitsWhereEachRequestHasAThread() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.run(Way.POOL).made()).isLessThanOrEqualTo(20);
        assertThat(found.run(Way.VIRTUAL).made()).isEqualTo(THREADS);
        assertThat(found.run(Way.SHARED).made()).as("no more than carriers").isLessThanOrEqualTo(2);
        assertThat(found.run(Way.VIRTUAL).allocatedBytes() - found.run(Way.SHARED).allocatedBytes())
                .isGreaterThan(THREADS * 4096L);
        Map<Kind, Long> held = found.held();
        assertThat(held.get(Kind.CACHED)).isGreaterThan(held.get(Kind.NOTHING) + 4096);
        assertThat(held.get(Kind.LOCALS_SET)).isGreaterThan(held.get(Kind.NOTHING));
        assertThat(held.get(Kind.INHERITED)).isGreaterThan(held.get(Kind.NOT_INHERITED));
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(lesson.outcome(found).exhibits().stream().map(Exhibit::lines).flatMap(List::stream))
                .anyMatch(line -> line.startsWith("> ") && line.contains("Traced.format"))
                .anyMatch(line -> line.startsWith("> ") && line.contains("ThreadLocalMap"));
    }

    @Test
    @Tag("process")
    void scopedValuesAreMeasuredWhereTheyAreFinal() throws Exception {
        assumeTrue(Runtime.version().feature() >= 25, "ScopedValue is final since JDK 25");

        assertThat(Trial.of(new ThreadLocalCaches(100)).held().get(Kind.SCOPED)).isPositive();
    }

    @Test
    void whereThereAreNoScopedValuesTheTableSaysSo() {
        assertThat(lesson.outcome(found(20, THREADS)).exhibits().stream().map(Exhibit::lines).flatMap(List::stream))
                .anyMatch(line -> line.startsWith("a scoped value") && line.contains("skipped"));
    }

    @Test
    void theSymptomHoldsOnlyIfThePoolHitsAndTheThreadsMiss() {
        assertThat(lesson.outcome(found(20, THREADS)).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(lesson.outcome(found(20, 20)).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(lesson.outcome(found(THREADS, THREADS)).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    private static Finding found(int byPool, int byThreads) {
        return new Finding(21, Stream.of(Way.values())
                .map(way -> new Run(way, THREADS, way == Way.POOL ? byPool : byThreads, 1_000_000)).toList(),
                Map.of(Kind.NOTHING, 500L, Kind.LOCALS_SET, 1_200L, Kind.CACHED, 9_000L), List.of(), List.of());
    }
}
