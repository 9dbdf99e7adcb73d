package threadlab.server.work;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.concurrent.Executor;

/** Where work is done that must not block its thread. */
public interface Loop extends Executor {
    /**
     * Runs a task later, on the loop's thread, which is the one that calls this.
     *
     * @param nanos from now
     */
    void executeAfter(long nanos, Runnable task);

    /**
     * Has the loop's thread, which is the one that calls this, run a step whenever a channel is ready.
     *
     * @param channel does not block from now on
     * @param interest what for, at first, as {@link SelectionKey#interestOps()} has it
     */
    SelectionKey register(SelectableChannel channel, int interest, Runnable step) throws IOException;
}
