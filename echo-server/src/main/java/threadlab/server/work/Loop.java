package threadlab.server.work;

import java.util.concurrent.Executor;

/** Where work is done that must not block its thread. */
public interface Loop extends Executor {
    /**
     * Runs a task later, on the loop's thread, which is the one that calls this.
     *
     * @param nanos from now
     */
    void executeAfter(long nanos, Runnable task);
}
