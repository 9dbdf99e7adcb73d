package threadlab.server;

import java.io.IOException;
import java.nio.channels.SelectionKey;

/** How the one thread that serves a channel waits until the channel can go on. */
interface Waiting {

    /** For a channel in blocking mode, whose own calls wait: by the time that they return there is nothing to wait for. */
    Waiting IN_THE_CALL = new Waiting() {
        @Override
        public void await(int operation) {
            // The call that follows waits.
        }

        @Override
        public void channelClosed() {
            // The close has woken whoever waited in a call.
        }
    };

    /**
     * Blocks until the channel may be ready, or has been closed, which its next call tells. By the channel's thread only.
     *
     * @param operation of {@link SelectionKey}
     */
    void await(int operation) throws IOException;

    /** Blocks for as long as {@link #await} would block for other things than the channel. By the channel's thread only. */
    default void pause() {
        // There are none.
    }

    /** From any thread: only the channel may be waited for from here on, and nothing else any longer. */
    default void hurry() {
        // Nothing else is.
    }

    /** To be called after the channel was closed, from any thread: nobody waits for it any longer. */
    void channelClosed();
}
