package threadlab.server.core;

import java.net.InetAddress;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.server.events.CloseReason;
import threadlab.server.events.RejectReason;

/**
 * The registry's books and its counters, in every interleaving of a few calls that Lincheck's model checker comes to,
 * down to single reads and writes: each call answers as if the calls had come one after the other.
 */
@Tag("slow")
@EnabledForJreRange(maxVersion = 26, disabledReason = "Lincheck cannot read the class files of JDK 27")
class RegistryLinearizabilityTest {
    private static final int ITERATIONS = 10;
    private static final int INVOCATIONS = 300;

    @ParameterizedTest
    @ValueSource(classes = {Books.class, Counters.class})
    void callsThatRunAtTheSameTimeAnswerAsIfOneHadComeAfterTheOther(Class<?> calls) {
        new ModelCheckingOptions().threads(2).actorsPerThread(3).iterations(ITERATIONS)
                .invocationsPerIteration(INVOCATIONS).check(calls);
    }

    /** A session whose hash code is not its place in memory, which the checker does not keep. */
    private record Numbered(int number) implements Session {
        @Override
        public void drain(CloseReason why) {
            // Nobody drains it.
        }

        @Override
        public void abort(CloseReason why) {
            // Nobody cuts it off.
        }

        @Override
        public long reads() {
            return number;
        }

        @Override
        public long bytes() {
            return 10L * number;
        }
    }

    /** The registry has a session already. */
    public static class Books {
        private static final InetAddress HERE = CidrBlock.parse("127.0.0.1").first();

        private final SessionRegistry registry = new SessionRegistry(100);
        private final Session here = new Numbered(1);

        public Books() {
            registry.acquire();
            registry.register(here, HERE);
        }

        @Operation
        public boolean takePlace() {
            return registry.acquire();
        }

        @Operation(runOnce = true)
        public void register() {
            registry.register(new Numbered(2), HERE);
        }

        @Operation(runOnce = true)
        public void unregister() {
            registry.unregister(here, CloseReason.RESET);
        }

        @Operation
        public void refuse() {
            registry.rejected(RejectReason.NOT_ALLOWED);
        }

        @Operation(runOnce = true)
        public void beginDrain() {
            registry.beginDrain();
        }

        @Operation
        public int openHere() {
            return registry.sessionsFrom(HERE);
        }

        @Operation
        public String stats() {
            return registry.stats().toString();
        }
    }

    /** How long sessions waited. */
    @Param(name = "delay", gen = IntGen.class, conf = "1:9")
    public static class Counters {
        private final SessionRegistry registry = new SessionRegistry(1);

        @Operation
        public void started(@Param(name = "delay") int delay) {
            registry.starts().started(delay);
        }

        @Operation
        public String takeRecent() {
            return registry.starts().takeRecent().toString();
        }

        @Operation
        public String all() {
            return registry.stats().startLatency().toString();
        }
    }
}
