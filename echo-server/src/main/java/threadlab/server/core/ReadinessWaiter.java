package threadlab.server.core;

import java.io.IOException;
import java.nio.channels.SelectionKey;

/** How the one thread that serves a channel waits until the channel can go on. */
public interface ReadinessWaiter {

    /** For a channel in blocking mode and a platform thread: the calls themselves wait, and the system shares the CPUs. */
    ReadinessWaiter IN_THE_CALL = new ReadinessWaiter() {
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
     * Blocks until the channel may be ready, or has been closed, which its next call tells; it may also return without a
     * reason. By the channel's thread only.
     *
     * @param operation of {@link SelectionKey}
     */
    void await(int operation) throws IOException;

    /**
     * In place of {@link #await} where the thread has its next input at hand already: lets others run now and then, so
     * that one thread which always finds input does not keep its carrier for ever. By the channel's thread only.
     */
    default void takeTurn() throws IOException {
        // The system takes the CPU from a platform thread by itself.
    }

    /** Counts bytes that were received and will not be echoed, for a limit. By the channel's thread only. */
    default void charge(int bytes) {
        // There is no limit.
    }

    /**
     * Ends the wait for input that is under way, and all pauses for a limit from here on. From any thread.
     *
     * @return false if the thread may be blocked in the channel's own read, which only the peer or a close ends
     */
    default boolean wakeReader() {
        return false;
    }

    /** To be called after the channel was closed, from any thread: nobody waits for it any longer. */
    void channelClosed();
}
