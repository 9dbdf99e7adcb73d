package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.demo.FakeTime;
import threadlab.demo.Part;
import threadlab.demo.lessons.Together.Finding;
import threadlab.demo.lessons.frame.Verdict;

class TogetherTest {
    private final FakeTime time = new FakeTime();
    private final Together lesson = new Together(Duration.ofSeconds(1), time, time);

    @Test
    void inARowTheTimesAddUpAndTogetherTheLongerDecides() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.sequential().tookNanos()).isEqualTo(Duration.ofSeconds(11).toNanos());
        assertThat(found.together().tookNanos()).isEqualTo(Duration.ofSeconds(7).toNanos());
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void claimFallsIfTogetherTheTimesAddUpToo() {
        Part sum = new Part(Duration.ofNanos(11), 11, List.of());
        Part noGain = new Part(Duration.ofNanos(7), 11, List.of());

        assertThat(lesson.outcome(new Finding(sum, noGain)).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }
}
