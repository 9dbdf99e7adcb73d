package threadlab.server.carriers;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VirtualThreadSchedulerTest {
    /** The second carrier has been there and sleeps. One thread keeps the only other one, and the next has to wait. */
    @Test
    void aSecondCarrierTakesAtOnceWhatHasWaitedForTheFirst() throws InterruptedException {
        long before = VirtualThreadScheduler.carriers().orElse(1);
        Assumptions.assumeTrue(before > 1, "Java 24 or newer and two CPUs");
        var end = new AtomicBoolean();
        var waited = new AtomicBoolean();
        try {
            haveTwoCarriersSleep();
            VirtualThreadScheduler.setCarriers(1);
            spin(1, end);
            Thread.startVirtualThread(() -> waited.set(true));
            await().until(() -> VirtualThreadScheduler.queued().orElseThrow() > 0);

            VirtualThreadScheduler.setCarriers(2);

            await().untilTrue(waited);
        } finally {
            end.set(true);
            VirtualThreadScheduler.setCarriers(Math.toIntExact(before));
        }
    }

    private static void haveTwoCarriersSleep() throws InterruptedException {
        var end = new AtomicBoolean();
        spin(2, end);
        end.set(true);
        await().until(() -> VirtualThreadScheduler.mounted().orElseThrow() == 0);
    }

    /** Returns when so many virtual threads run at the same time. */
    private static void spin(int threads, AtomicBoolean end) throws InterruptedException {
        var running = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Thread.startVirtualThread(() -> {
                running.countDown();
                while (!end.get()) {
                    Thread.onSpinWait();
                }
            });
        }
        running.await();
    }

    @Test
    void aNumberThatTheSchedulerCannotHaveIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> VirtualThreadScheduler.setCarriers(0));
    }
}
