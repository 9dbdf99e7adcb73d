package threadlab.server.eventloop;

import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import threadlab.server.work.Work;

/**
 * The threads that do what the messages of all sessions take.
 *
 * @param work null for none: a message is then handed over and back all the same
 */
public record RequestThreads(ExecutorService executor, @Nullable Work work) {
    SessionRequests nextSession() {
        return new SessionRequests(executor, work == null ? null : work.nextSession());
    }

    /** To be called once no session is left. What still runs is for sessions that were cut off. */
    void close() {
        executor.shutdown();
    }
}
