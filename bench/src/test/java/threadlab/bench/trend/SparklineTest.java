package threadlab.bench.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparklineTest {
    @Test
    void aStepGoesFromTheLowestToTheHighestCharacter() {
        assertThat(new Sparkline(6, 20, "_.-^").of(points(100, 100, 100, 200, 200, 200))).isEqualTo("___^^^");
        assertThat(new Sparkline(6, 20, Sparkline.BLOCKS).of(points(100, 100, 100, 200, 200, 200)))
                .isEqualTo("\u2581\u2581\u2581\u2588\u2588\u2588");
    }

    @Test
    void noiseDoesNotFillTheHeight() {
        assertThat(new Sparkline(4, 20, "_.-^").of(points(100, 101, 100, 101))).doesNotContain("_", "^");
    }

    @Test
    void manyReportsShareACharacterAndGapsAreSpaces() {
        double[] scores = IntStream.range(0, 100).mapToDouble(i -> i < 50 ? 1 : 2).toArray();
        assertThat(new Sparkline(100, 20, "_^").of(points(scores))).isEqualTo("_".repeat(10) + "^".repeat(10));
        assertThat(new Sparkline(4, 20, "_^").of(List.of(point(0, 1), point(3, 2)))).isEqualTo("_  ^");
    }

    private static List<Line.Point> points(double... scores) {
        return IntStream.range(0, scores.length).mapToObj(i -> point(i, scores[i])).toList();
    }

    private static Line.Point point(int report, double score) {
        return new Line.Point(report, score, score, score);
    }
}
