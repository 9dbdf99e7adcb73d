package threadlab.server.work;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The work for the messages of one session, in their order. Used by one thread at a time, but for {@link #cancel}. */
public final class SessionWork {
    private final Work work;
    private final long session;
    private long messages;
    /** Bytes that are still to come of a message whose work is done. */
    private int left;
    /** The two below are written under this object's lock. */
    private @Nullable Thread worker;
    private boolean cancelled;

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
     * @throws InterruptedIOException if it was cancelled
     */
    public int doneFor(int bytes) throws IOException {
        if (left == 0) {
            begin();
            try {
                work.run(session, messages++);
            } catch (InterruptedException e) {
                throw new InterruptedIOException("cancelled");
            } catch (WorkFailedException e) { // an interrupt closes the connection of a call
                checkNotCancelled();
                throw e;
            } finally {
                end();
            }
            left = work.messageBytes();
        }
        return part(bytes);
    }

    /** As {@link #doneFor(int)}, by a thread of others, for which these bytes have waited since that time. */
    public int doneFor(int bytes, long readyAt) throws IOException {
        if (left == 0) {
            work.counters().threadIsThere(readyAt);
        }
        return doneFor(bytes);
    }

    private synchronized void begin() throws InterruptedIOException {
        checkNotCancelled();
        worker = Thread.currentThread();
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    private void checkNotCancelled() throws InterruptedIOException {
        if (isCancelled()) {
            throw new InterruptedIOException("cancelled");
        }
    }

    private synchronized void end() {
        worker = null;
        if (cancelled) {
            Thread.interrupted(); // the thread may be of a pool: its next work is not cancelled
        }
    }

    /** Cuts the work short that a thread is waiting in, if one is, and refuses all further work. Thread-safe. */
    public synchronized void cancel() {
        cancelled = true;
        if (worker != null) {
            worker.interrupt();
        }
    }

    /** As {@link #doneFor}, but on a loop's thread, which is not blocked. */
    public CompletionStage<Integer> begin(int bytes, Loop loop) {
        if (left > 0) {
            return CompletableFuture.completedStage(part(bytes));
        }
        return work.begin(session, messages++, loop, this::isCancelled).thenApply(done -> {
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
