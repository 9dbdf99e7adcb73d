package threadlab.server;

import java.io.IOException;
import java.nio.channels.SelectableChannel;

/** How the threads that serve channels wait for them, and what buffers that asks for. */
interface WaitPolicy extends AutoCloseable {

    /** In their blocking calls. */
    WaitPolicy IN_THE_CALL = new WaitPolicy() {
        @Override
        public Waiting waitingFor(SelectableChannel channel) {
            return Waiting.IN_THE_CALL;
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

    /** Puts the channel in the mode that it needs, and tells how its thread waits for it. */
    Waiting waitingFor(SelectableChannel channel) throws IOException;

    /** The buffers of a session. */
    Buffers buffers();

    /** Called once nobody waits. */
    @Override
    void close();
}
