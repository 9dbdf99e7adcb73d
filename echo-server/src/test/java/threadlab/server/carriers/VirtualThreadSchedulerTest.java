package threadlab.server.carriers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadlab.support.ChildProcesses;

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

    /** In a JVM that has had no virtual thread, since a number does not change before Java 24. */
    @Test
    void oneCarrierRunsOneThreadAtATime() throws Exception {
        Process process = ChildProcesses
                .start(new ProcessBuilder(ChildProcesses.javaCommand(List.of(), OneCarrier.class)).inheritIO());
        assertThat(process.waitFor()).isZero();
    }

    /** Two threads that each wait, without leaving their carrier, until they have seen the other one run. */
    static final class OneCarrier {
        private static final Duration LIMIT = Duration.ofMillis(500);

        private OneCarrier() {
        }

        public static void main(String... arguments) throws InterruptedException {
            VirtualThreadScheduler.setCarriers(1);
            var running = new AtomicInteger();
            var both = new AtomicBoolean();
            Runnable look = () -> {
                long begin = System.nanoTime();
                running.incrementAndGet();
                while (System.nanoTime() - begin < LIMIT.toNanos() && !both.get()) {
                    both.compareAndSet(false, running.get() > 1);
                }
                running.decrementAndGet();
            };
            Thread first = Thread.startVirtualThread(look);
            Thread second = Thread.startVirtualThread(look);
            first.join();
            second.join();
            System.exit(both.get() ? 1 : 0);
        }
    }

    @Test
    void aNumberThatTheSchedulerCannotHaveIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> VirtualThreadScheduler.setCarriers(0));
    }
}
