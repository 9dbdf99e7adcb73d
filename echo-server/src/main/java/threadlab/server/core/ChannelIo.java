package threadlab.server.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;

/**
 * How the one thread that serves a channel waits for it, and where its buffers come from. Methods are called by that
 * thread only, except {@link #wakeReader} and {@link #channelClosed}, which are thread-safe.
 */
public interface ChannelIo {
    /** Bytes in the largest buffer of a session. */
    int LARGEST_BUFFER = 16 * 1024;

    /** Makes the io of each channel. A thread model has one. */
    @FunctionalInterface
    interface Strategy extends AutoCloseable {
        /** Puts the channel into the blocking mode that the strategy needs. */
        ChannelIo open(SelectableChannel channel) throws IOException;

        /** Called once no channel is left. */
        @Override
        default void close() {
            // Most strategies hold nothing.
        }
    }

    /**
     * To be called once, before the first wait, by any thread.
     *
     * @param operation of {@link SelectionKey}: the usual one to wait for
     */
    default void begin(int operation) throws IOException {
        // Most strategies need nothing.
    }

    /**
     * Blocks until the channel may be ready or is closed, which its next call then tells. May return without a reason.
     *
     * @param operation of {@link SelectionKey}
     */
    void await(int operation) throws IOException;

    /**
     * Called instead of {@link #await} when the next input is at hand already. Lets other threads run now and then: a
     * virtual thread that always finds input would keep its carrier for ever (JEP 444: no time-sharing).
     */
    default void shareCarrier() throws IOException {
        // The operating system takes the CPU from a platform thread by itself.
    }

    /** Counts received bytes that are not echoed against the rate limit, if there is one. */
    default void charge(int bytes) {
        // No limit.
    }

    /**
     * Ends the wait for input that is under way and, from now on, all waiting for a rate limit. Thread-safe.
     *
     * @return false if the thread may block in the channel's own read, which only the peer or a close ends
     */
    default boolean wakeReader() {
        return false;
    }

    /**
     * Returns the operation for which the thread waits here, outside of the channel's own calls; 0 if it does not.
     * Thread-safe; for diagnosis.
     */
    default int waitingFor() {
        return 0;
    }

    /** To be called after the channel was closed: nobody may wait for it any longer. Thread-safe. */
    void channelClosed();

    /** Returns an empty buffer, to be given back with {@link #release}; its limit is the most that may be read now. */
    ByteBuffer acquire();

    void release(ByteBuffer buffer);
}
