package threadlab.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import threadlab.bench.soak.clients.SoakPlan;
import threadlab.bench.soak.drift.Drift;
import threadlab.bench.soak.drift.DriftVerdict;
import threadlab.bench.soak.report.Soak;
import threadlab.bench.soak.report.SoakText;
import threadlab.bench.soak.report.Soaks;
import threadlab.bench.soak.sampling.Resource;
import threadlab.bench.soak.sampling.ServerCommand;
import threadlab.server.ThreadModel;

/** Runs whole soaks of servers with a defect. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "has /proc")
@Tag("process")
class SoakRunTest {
    private static final SoakPlan PLAN = new SoakPlan(ThreadModel.VIRTUAL_TUNED.toString(), 2, 0.5, 0.1, 1, 0.02, 1);

    private static CompletableFuture<Soak> leaking;
    private static CompletableFuture<Soak> dying;

    /** Runs both at the same time, since they mostly wait. */
    @BeforeAll
    static void soakBoth() {
        leaking = CompletableFuture.supplyAsync(() -> soak(LeakingServer.class),
                task -> Thread.ofPlatform().start(task));
        dying = CompletableFuture.supplyAsync(() -> soak(DyingServer.class), task -> Thread.ofPlatform().start(task));
    }

    private static Soak soak(Class<?> server) {
        try {
            return Soaks.judged(new SoakRun(PLAN, ServerCommand.of(server, PLAN.threadModel(),
                    PLAN.idleTimeout()), line -> {
                    }, Duration.ofMillis(500)).run());
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void aServerThatLeaksADescriptorOfEverySessionIsCaught() {
        Soak soak = leaking.join();

        assertThat(soak.verdict().held()).isFalse();
        Drift descriptors = soak.verdict().drifts().get(Resource.DESCRIPTORS.ordinal());
        assertThat(descriptors.verdict()).isEqualTo(DriftVerdict.DRIFTS);
        assertThat(soak.verdict().findings()).anyMatch(sentence -> sentence.startsWith("Drifts: open descriptors, +"))
                .anyMatch(sentence -> sentence.startsWith("Left after the load: open descriptors, "));
    }

    @Test
    void theErrorOfAServerThatDiesIsReportedAndTheSamplesUntilThenAreKept() {
        Soak soak = dying.join();

        assertThat(soak.verdict().held()).isFalse();
        assertThat(soak.verdict().findings()).contains("The server ended with status 3: out of memory.");
        assertThat(soak.samples()).hasSizeBetween(2, 30);
        assertThat(soak.verdict().residuals()).isEmpty();
        assertThat(SoakText.of(soak)).contains("The soak did not hold.");
    }
}
