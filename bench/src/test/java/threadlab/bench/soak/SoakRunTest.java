package threadlab.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import threadlab.bench.soak.drift.Drift;
import threadlab.bench.soak.drift.DriftVerdict;
import threadlab.bench.soak.plan.SoakPlan;
import threadlab.bench.soak.report.Soak;
import threadlab.bench.soak.report.SoakText;
import threadlab.bench.soak.report.Soaks;
import threadlab.bench.soak.sampling.Resource;
import threadlab.bench.soak.server.ServerCommand;
import threadlab.server.ThreadModel;

/** Servers that fail in ways of their own, each in a process, and the whole way to what is said of them. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "has /proc")
class SoakRunTest {
    private static final SoakPlan PLAN = new SoakPlan(ThreadModel.VIRTUAL_TUNED.toString(), 2, 0.5, 0.1, 1, 0.02, 1);

    private static CompletableFuture<Soak> leaking;
    private static CompletableFuture<Soak> dying;

    /** At the same time, for they mostly wait. */
    @BeforeAll
    static void soakBoth() {
        leaking = CompletableFuture.supplyAsync(() -> soak(LeakingServer.class),
                task -> Thread.ofPlatform().start(task));
        dying = CompletableFuture.supplyAsync(() -> soak(DyingServer.class), task -> Thread.ofPlatform().start(task));
    }

    private static Soak soak(Class<?> server) {
        try {
            return Soaks.judged(new SoakRun(PLAN, ServerCommand.of(server, PLAN), line -> {
            }, Duration.ofMillis(500)).run());
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void aServerThatLeaksADescriptorOfEverySessionIsCaught() {
        Soak soak = leaking.join();

        assertThat(soak.held()).isFalse();
        Drift descriptors = soak.drifts().get(Resource.DESCRIPTORS.ordinal());
        assertThat(descriptors.verdict()).isEqualTo(DriftVerdict.DRIFTS);
        assertThat(soak.answer()).anyMatch(sentence -> sentence.startsWith("Drifts: open descriptors, +"))
                .anyMatch(sentence -> sentence.startsWith("Left after the load: open descriptors, "));
    }

    @Test
    void aServerThatDiesIsNamedWithItsLastWordsAndWhatWasSeenUntilThenIsKept() {
        Soak soak = dying.join();

        assertThat(soak.held()).isFalse();
        assertThat(soak.answer()).contains("The server ended with status 3, and said: out of something.");
        assertThat(soak.samples()).hasSizeBetween(2, 30);
        assertThat(soak.leftovers()).isEmpty();
        assertThat(SoakText.of(soak)).contains("The soak did not hold.");
    }
}
