package threadlab.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import threadlab.server.ThreadModel;

/** Servers that fail in ways of their own, each in a process, and the whole way to what is said of them. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "has /proc")
class SoakRunTest {
    private static final SoakPlan PLAN = new SoakPlan(ThreadModel.VIRTUAL.toString(), 2, 0.5, 0.1, 2, 0.02, 1);

    @Test
    void aServerThatLeaksADescriptorOfEverySessionIsCaught() throws Exception {
        Soak soak = soak(LeakingServer.class);

        assertThat(soak.held()).isFalse();
        Drift descriptors = soak.drifts().get(Resource.DESCRIPTORS.ordinal());
        assertThat(descriptors.verdict()).isEqualTo(DriftVerdict.DRIFTS);
        assertThat(soak.answer()).anyMatch(sentence -> sentence.startsWith("Drifts: open descriptors, +"))
                .anyMatch(sentence -> sentence.startsWith("Left after the load: open descriptors, "));
        assertThat(soak.accounts()).isNotEmpty().allMatch(Account::isExplained);
    }

    @Test
    void aServerThatDiesIsNamedWithItsLastWordsAndWhatWasSeenUntilThenIsKept() throws Exception {
        Soak soak = soak(DyingServer.class);

        assertThat(soak.held()).isFalse();
        assertThat(soak.answer()).contains("The server ended with status 3, and said: out of something.");
        assertThat(soak.samples()).hasSizeBetween(2, 30);
        assertThat(soak.leftovers()).isEmpty();
        assertThat(SoakText.of(soak)).contains("The soak did not hold.");
    }

    private static Soak soak(Class<?> server) throws Exception {
        var run = new SoakRun(PLAN, ServerCommand.of(server, PLAN), line -> {
        }, Duration.ofMillis(500));
        return Soaks.judged(run.run());
    }
}
