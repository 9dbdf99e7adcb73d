package threadlab.server.work;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The work for the messages of one session, in their order. Used by one thread at a time. */
public final class SessionWork {
    private final Work work;
    private final long session;
    private long messages;
    /** Bytes that are still to come of a message whose work is done. */
    private int left;

    SessionWork(Work work, long session) {
        this.work = work;
        this.session = session;
    }

    /**
     * Does the work of a message if its first byte is next, and returns how many of the bytes at hand may be echoed
     * now: all up to the end of that message. So no byte is echoed before the work for its message is done.
     *
     * @param bytes at hand, at least 1
     * @throws WorkFailedException if the work could not be done; the session must end
     */
    public int doneFor(int bytes) throws WorkFailedException {
        if (left == 0) {
            work.run(session, messages++);
            left = work.messageBytes();
        }
        return part(bytes);
    }

    /** As {@link #doneFor}, but on a loop's thread, which is not blocked. */
    public CompletionStage<Integer> begin(int bytes, Loop loop) {
        if (left > 0) {
            return CompletableFuture.completedStage(part(bytes));
        }
        return work.begin(session, messages++, loop).thenApply(done -> {
            left = work.messageBytes();
            return part(bytes);
        });
    }

    private int part(int bytes) {
        int part = Math.min(bytes, left);
        left -= part;
        return part;
    }
}
