package threadlab.server.eventloop;

import java.util.concurrent.CompletionStage;

/** The requests of one session, one after the other. Used by the loop's thread only. */
interface SessionRequests {
    /**
     * Begins the next request, when the last one is done.
     *
     * @param bytes at hand, at least 1
     * @return how many of them may be echoed, perhaps completed by another thread
     */
    CompletionStage<Integer> begin(int bytes);
}
