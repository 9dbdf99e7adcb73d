package threadlab.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadlab.server.events.CloseReason;

@Timeout(60)
class DrainTest {
    private static final int DRAINS = 20_000;
    private static final int LONGEST_SPIN = 400;

    private final SplittableRandom random = new SplittableRandom(1);

    /** Ends as soon as it is aborted. */
    private record AbortableSession(SessionRegistry registry, CompletableFuture<CloseReason> end) implements Session {
        @Override
        public void drain(CloseReason why) {
            // Its peer does not leave.
        }

        @Override
        public void abort(CloseReason why) {
            if (end.complete(why)) {
                registry.unregister(this, why);
            }
        }

        @Override
        public long reads() {
            return 0;
        }

        @Override
        public long bytes() {
            return 0;
        }
    }

    /** The interrupt comes at any moment, also between the drain's two phases. */
    @Test
    void whatAnInterruptedCallerLeavesIsCutOff() {
        for (int i = 0; i < DRAINS; i++) {
            var registry = new SessionRegistry(1);
            registry.acquire();
            var session = new AbortableSession(registry, new CompletableFuture<>());
            registry.register(session, InetAddress.getLoopbackAddress());
            registry.beginDrain();
            Thread interrupting = interruptsSoon(Thread.currentThread());
            new Drain(registry, new Thread()).run(Duration.ZERO);
            Thread.interrupted(); // it may have come already
            assertThat(session.end()).as("drain %d", i).isCompletedWithValue(CloseReason.FORCED);
            awaitEnd(interrupting);
        }
    }

    private Thread interruptsSoon(Thread target) {
        int spins = random.nextInt(LONGEST_SPIN);
        return Thread.ofVirtual().start(() -> {
            for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }
            target.interrupt();
        });
    }

    private static void awaitEnd(Thread interrupting) {
        while (interrupting.isAlive()) {
            Thread.onSpinWait();
        }
        Thread.interrupted();
    }
}
