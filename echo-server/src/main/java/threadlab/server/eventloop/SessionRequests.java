package threadlab.server.eventloop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import threadlab.server.work.SessionWork;

/**
 * The requests of one session, which other threads than its loop's do one after the other.
 *
 * @param work null for none
 */
record SessionRequests(Executor threads, @Nullable SessionWork work) {

    /**
     * Begins the next request, when the last one is done.
     *
     * @param bytes at hand, at least 1
     * @return how many of them may be echoed
     */
    CompletionStage<Integer> begin(int bytes) {
        return CompletableFuture.supplyAsync(() -> work == null ? bytes : work.doneFor(bytes), threads);
    }
}
