package threadlab.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SessionWorkTest {
    private static Work work(int messageBytes) {
        return Work.of("cpu 1us", messageBytes, 1, new Computing(1));
    }

    @Test
    void bytesMayBeEchoedUpToTheEndOfTheMessageWhoseWorkIsDone() throws WorkFailedException {
        SessionWork session = work(64).nextSession();
        assertThat(session.doneFor(10)).isEqualTo(10);
        assertThat(session.doneFor(100)).isEqualTo(54);
        assertThat(session.doneFor(46)).isEqualTo(46);
        assertThat(session.doneFor(1000)).isEqualTo(18);
        assertThat(session.doneFor(1000)).isEqualTo(64);
    }

    @Test
    void aMessageHasASizeThatAServerCanMeet() {
        assertThatIllegalArgumentException().isThrownBy(() -> work(0)).withMessageContaining("message is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> work(2 << 20)).withMessageContaining("allowed: 1 to");
    }

    @Test
    void aRecipeTellsWhetherItComputes() {
        assertThat(Work.computes("wait 1ms, pool 3 { lock 1 { cpu 1us } }")).isTrue();
        assertThat(Work.computes("wait 1ms, pool 3 { monitor 1 { wait 1ms } }")).isFalse();
    }

    @Test
    void computingIsMeasuredOutInSteps() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Computing(0)).withMessageStartingWith("cpu-unit ");
        assertThat(Computing.calibrated().stepsPerMicro()).isGreaterThan(10);
    }
}
