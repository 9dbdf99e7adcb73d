package threadlab.server.eventloop;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import threadlab.server.core.CloseUtils;
import threadlab.server.work.SessionWork;
import threadlab.server.work.Work;

/**
 * The work for the messages of all sessions, and the threads that do it.
 *
 * @param executor null if the loops do it, without blocking
 * @param work null for none: an executor then gets each message all the same, and gives it back
 */
public record Requests(@Nullable ExecutorService executor, @Nullable Work work) {
    /** Returns the requests of the next session; null if all that it reads is echoed at once. */
    @Nullable
    SessionRequests nextSession(EventLoop loop) {
        SessionWork of = work == null ? null : work.nextSession();
        if (executor == null) {
            return of == null ? null : new InLoop(loop, of);
        }
        return of == null ? bytes -> handOver(executor, () -> bytes) : new HandedOver(executor, of);
    }

    /** Has a thread of the executor do this. A failure of it ends the session. */
    private static CompletionStage<Integer> handOver(ExecutorService executor, Callable<Integer> request) {
        var done = new CompletableFuture<Integer>();
        try {
            executor.execute(() -> {
                try {
                    done.complete(request.call());
                } catch (Exception | Error e) {
                    done.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException stopped) {
            // By a stop that did not wait for this session, because it was called in its listener. The session is next
            // told that it was cut off, and needs no reply.
        }
        return done;
    }

    /** To be called once no session is left. What still runs is for sessions that were cut off. */
    void close() {
        if (executor != null) {
            executor.shutdown();
        }
        if (work != null) {
            CloseUtils.closeLogged(work, Requests.class);
        }
    }

    /** The requests of one session are done by its loop. */
    private record InLoop(EventLoop loop, SessionWork work) implements SessionRequests {
        @Override
        public CompletionStage<Integer> begin(int bytes) {
            return work.begin(bytes, loop);
        }

        @Override
        public void cancel() {
            work.cancel();
        }
    }

    /** The requests of one session are done by the threads of an executor. */
    private record HandedOver(ExecutorService executor, SessionWork work) implements SessionRequests {
        @Override
        public CompletionStage<Integer> begin(int bytes) {
            long readyAt = System.nanoTime();
            return handOver(executor, () -> work.doneFor(bytes, readyAt));
        }

        @Override
        public void cancel() {
            work.cancel();
        }
    }
}
