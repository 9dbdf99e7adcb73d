package threadlab.server.carriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy on made-up machines. */
class CarrierPolicyTest {
    private static final int CPUS = 4;
    /** Two seconds. */
    private static final int SOON = 20;
    private static final int LONG = 2_000;

    /** Standard deviation of what a window shows, as a share of it. */
    private static final double NOISE = 0.04;

    private final CarrierPolicy policy = new CarrierPolicy(CPUS);
    private final Random random = new Random(1);
    private long queued = 1;
    private long windowsWithMore;

    /** What was measured with 100 sessions on two CPUs: a second carrier makes less of the same work. */
    @Test
    void aCarrierThatCostsMoreThanItBringsIsTriedAndLetGo() {
        run(LONG, carriers -> carriers == 1 ? 190_000 : 126_000, carriers -> carriers);
        assertThat(policy.carriers()).isEqualTo(1);
        assertThat(windowsWithMore).as("tries are short and become rare").isBetween(2L, LONG / 200L);
    }

    @Test
    void carriersThatPayAreThereWithinTwoSeconds() {
        run(SOON, carriers -> 5_000 * Math.min(carriers, 2), carriers -> carriers);
        assertThat(policy.carriers()).isEqualTo(2);
        run(LONG, carriers -> 5_000 * carriers, carriers -> carriers);
        assertThat(policy.carriers()).isEqualTo(CPUS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.5})
    void aServerThatIsNotBusyKeepsOne(double cpus) {
        queued = 0;
        run(LONG, carriers -> 30_000 * cpus, carriers -> cpus);
        assertThat(windowsWithMore).isZero();
    }

    @Test
    void whenTheLoadChangesItLooksAgainWithinTwoSeconds() {
        run(LONG, carriers -> 5_000 * carriers, carriers -> carriers);
        run(SOON, carriers -> 190_000 / carriers, carriers -> carriers);
        assertThat(policy.carriers()).isLessThan(CPUS);
        run(3 * SOON, carriers -> 190_000 / carriers, carriers -> carriers);
        assertThat(policy.carriers()).isEqualTo(1);
    }

    @Test
    void carriersThatAreNotNeededGo() {
        run(LONG, carriers -> 5_000 * carriers, carriers -> carriers);
        queued = 0;
        run(3 * SOON, carriers -> 300, carriers -> 0.1);
        assertThat(policy.carriers()).isEqualTo(1);
    }

    /** It waits in native code, which keeps a virtual thread on its carrier. */
    @Test
    void aCarrierThatIsBlockedIsReplaced() {
        run(SOON, carriers -> carriers == 1 ? 0 : 1_000, carriers -> 0.01);
        assertThat(policy.carriers()).isEqualTo(2);
    }

    /**
     * @param done a second, by the number of carriers
     * @param cpus used, by the number of carriers
     */
    private void run(int windows, IntToDoubleFunction done, IntToDoubleFunction cpus) {
        windowsWithMore = 0;
        for (int i = 0; i < windows; i++) {
            int carriers = policy.carriers();
            double noise = 1 + NOISE * random.nextGaussian();
            policy.next(done.applyAsDouble(carriers) * noise, cpus.applyAsDouble(carriers), queued);
            windowsWithMore += policy.carriers() > 1 ? 1 : 0;
        }
    }
}
