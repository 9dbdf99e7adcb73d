package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.SpinningPool.Attempt;
import threadlab.demo.lessons.SpinningPool.Finding;
import threadlab.demo.lessons.SpinningPool.Way;
import threadlab.demo.lessons.frame.Exhibit;
import threadlab.demo.lessons.frame.Verdict;
import threadlab.support.Jcmd;

class SpinningPoolTest {

    @Test
    @Tag("process")
    void thoseWhoSpinKeepThePlacesFromBeingGivenBack() throws Exception {
        SpinningPool lesson = new SpinningPool(10, Duration.ofSeconds(4));
        Finding found = Trial.of(lesson);

        for (Way way : List.of(Way.FAIR, Way.UNFAIR, Way.SLEEP)) {
            assertThat(found.attempt(way).used()).as("%s", way).isEqualTo(found.wanted());
        }
        assertThat(found.attempt(Way.FAIR).failed()).isZero();
        assertThat(found.attempt(Way.ON_SPIN_WAIT).used()).isLessThan(found.wanted() / 2);
        assertThat(lesson.outcome(found).verdict()).isIn(Verdict.HOLDS, Verdict.HOLDS_WITH_A_LIMIT);
        assertThat(found.attempt(Way.YIELD).failed()).as("tries for each place")
                .isGreaterThan(10 * found.attempt(Way.YIELD).used());
        assertThat(lesson.outcome(found).exhibits().stream().map(Exhibit::lines).flatMap(List::stream))
                .anyMatch(line -> line.startsWith("> \"ForkJoinPool-1-worker-1\"") && line.contains("cpu="))
                .anyMatch(line -> line.startsWith("> ") && line.contains(
                        Jcmd.isDumpSafe(Runtime.version().feature()) ? "Thread.yield(" : "not asked for"));
    }

    @Test
    void yieldingThatOnlyWastesTriesIsALimit() {
        assertThat(verdict(100, 5_000)).isEqualTo(Verdict.HOLDS_WITH_A_LIMIT);
        assertThat(verdict(100, 50)).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict(4, 50)).isEqualTo(Verdict.HOLDS);
    }

    private static Verdict verdict(long used, long failed) {
        return new SpinningPool().outcome(new Finding(25, 20, 100, Stream.of(Way.values())
                .map(way -> new Attempt(way, used, failed, 1_000_000, 1_000_000)).toList(), List.of(), List.of()))
                .verdict();
    }
}
