package threadlab.server.blocking;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.function.Supplier;
import threadlab.server.core.ReadinessWaiter;

/** How the threads that serve channels wait for them, and what buffers that asks for. */
public interface WaitStrategy extends AutoCloseable {
    /** In their blocking calls, on platform threads. */
    WaitStrategy IN_THE_CALL = inTheCall(() -> ReadinessWaiter.IN_THE_CALL);

    /** @param waitings gives each thread what it does besides its blocking calls */
    static WaitStrategy inTheCall(Supplier<ReadinessWaiter> waitings) {
        return new WaitStrategy() {
            @Override
            public ReadinessWaiter waitingFor(SelectableChannel channel) {
                return waitings.get();
            }

            @Override
            public Buffers buffers() {
                return new PerSessionBuffer();
            }

            @Override
            public void close() {
                // There is nothing.
            }
        };
    }

    /** Puts the channel in the mode that it needs, and tells how its thread waits for it. */
    ReadinessWaiter waitingFor(SelectableChannel channel) throws IOException;

    /** The buffers of a session. */
    Buffers buffers();

    /** Called once nobody waits. */
    @Override
    void close();
}
