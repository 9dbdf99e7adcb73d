package threadlab.server.eventloop;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
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
            return of == null ? null : bytes -> of.begin(bytes, loop);
        }
        return of == null
                ? bytes -> CompletableFuture.supplyAsync(() -> bytes, executor)
                : new HandedOver(executor, of);
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

    /** The requests of one session are done by the threads of an executor. */
    private record HandedOver(ExecutorService executor, SessionWork work) implements SessionRequests {
        @Override
        public CompletionStage<Integer> begin(int bytes) {
            var done = new CompletableFuture<Integer>();
            long readyAt = System.nanoTime();
            executor.execute(() -> {
                try {
                    done.complete(work.doneFor(bytes, readyAt));
                } catch (IOException | RuntimeException | Error e) { // the session ends with it
                    done.completeExceptionally(e);
                }
            });
            return done;
        }

        @Override
        public void cancel() {
            work.cancel();
        }
    }
}
