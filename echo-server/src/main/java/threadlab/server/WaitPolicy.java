package threadlab.server;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.function.Supplier;

/** How the threads that serve channels wait for them, and what buffers that asks for. */
interface WaitPolicy extends AutoCloseable {
    /** In their blocking calls, on platform threads. */
    WaitPolicy IN_THE_CALL = inTheCall(() -> Waiting.IN_THE_CALL);

    /** @param waitings gives each thread what it does besides its blocking calls */
    static WaitPolicy inTheCall(Supplier<Waiting> waitings) {
        return new WaitPolicy() {
            @Override
            public Waiting waitingFor(SelectableChannel channel) {
                return waitings.get();
            }

            @Override
            public Buffers buffers() {
                return new OwnBuffer();
            }

            @Override
            public void close() {
                // There is nothing.
            }
        };
    }

    /** Puts the channel in the mode that it needs, and tells how its thread waits for it. */
    Waiting waitingFor(SelectableChannel channel) throws IOException;

    /** The buffers of a session. */
    Buffers buffers();

    /** Called once nobody waits. */
    @Override
    void close();
}
