package threadlab.server.eventloop;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The requests of one session, one after the other. Used by the loop's thread only. */
interface SessionRequests {
    /**
     * Begins the next request, when the last one is done.
     *
     * @param bytes at hand, at least 1
     * @return how many of them may be echoed, perhaps completed by another thread
     */
    CompletionStage<Integer> begin(int bytes);

    /** The session is gone: what a request of it holds or waits for shall be free for others. */
    default void cancel() {
        // Without work a request holds nothing.
    }

    /** Returns what a stage was completed with. */
    static int result(@Nullable Integer count, @Nullable Throwable failure) throws IOException {
        if (count != null) {
            return count;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof IOException known) {
            throw known;
        }
        throw new IllegalStateException("a request has failed", failure);
    }
}
