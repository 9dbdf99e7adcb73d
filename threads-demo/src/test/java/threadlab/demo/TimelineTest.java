package threadlab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void sequentialSpansFollowEachOtherOnOneLane() {
        List<Span> spans = List.of(span("main", "name", "Reva", 0, 1), span("main", "num", "400", 1, 2),
                span("main", "num", "403", 2, 3));

        assertThat(Timeline.draw(spans, 3 * SECOND, 24)).containsExactly(
                "main |Reva---|400====|403====",
                "s    0       1       2       3",
                "     -- name   == num");
    }

    @Test
    void overlappingSpansStandOneAboveTheOther() {
        List<Span> spans = List.of(span("t1", "name", "Reva", 0, 1), span("t2", "num", "400", 0, 1),
                span("t2", "num", "403", 1, 2));

        assertThat(Timeline.draw(spans, 4 * SECOND, 32)).containsExactly(
                "t1   |Reva---",
                "t2   |400====|403====",
                "s    0       1       2       3       4",
                "     -- name   == num");
    }

    @Test
    void aGapBetweenSpansStaysEmpty() {
        assertThat(Timeline.draw(List.of(span("w", "k", "a", 0, 1), span("w", "k", "b", 2, 3)), 0, 12)).containsExactly(
                "w    |a--    |b--",
                "s    0       2");
    }

    @Test
    void aLabelIsCutWhereItsSpanEnds() {
        assertThat(Timeline.draw(List.of(span("worker-1", "k", "Mrdhvi", 0, 1)), 2 * SECOND, 8)).containsExactly(
                "worker-1 |Mrd",
                "s        0       2");
    }

    @Test
    void aSpanShorterThanAColumnStillShows() {
        List<Span> spans = List.of(span("t1", "k", "x", 0, 10), new Span("t1", "k", "y", 10 * SECOND, 10 * SECOND));

        assertThat(Timeline.draw(spans, 0, 10)).first().isEqualTo("t1   |x-------|");
    }

    @Test
    void theAxisReachesAsFarAsTheLastSpan() {
        assertThat(Timeline.draw(List.of(span("t1", "k", "x", 0, 4)), SECOND, 24)).containsExactly(
                "t1   |x----------------------",
                "s    0     1     2     3     4");
    }

    private static Span span(String lane, String kind, String label, long startSeconds, long endSeconds) {
        return new Span(lane, kind, label, startSeconds * SECOND, endSeconds * SECOND);
    }
}
