package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.OsThreads.Finding;
import threadlab.demo.lessons.OsThreads.Group;
import threadlab.demo.lessons.frame.Verdict;

class OsThreadsTest {
    private final OsThreads lesson = new OsThreads(100, 2_000);

    @Test
    void eachPlatformThreadIsOneOfTheSystemsAndVirtualThreadsShareAFew() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.platform().osThreads()).isGreaterThanOrEqualTo(found.platform().threads());
        assertThat(found.virtual().osThreads()).isLessThan(found.virtual().threads() / 4);
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    @Test
    void claimHoldsIfVirtualThreadsHadOneEach() {
        Finding found = new Finding(true, new Group(2_000, 10, 2_010, 1), new Group(100, 10, 110, 1));

        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS);
    }
}
