package threadlab.server.work;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Some places. Whoever finds none free waits in a queue, and blocks no thread meanwhile. Thread-safe. */
final class Places {
    private static final CompletionStage<Void> NOW = CompletableFuture.completedStage(null);

    /** What tells those who wait, in their order. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    Places(int count) {
        this.free = count;
    }

    /** Returns what is complete once the caller has a place; if that is later, it is completed by the executor. */
    synchronized CompletionStage<Void> acquire(Executor executor) {
        if (free > 0) {
            free--;
            return NOW;
        }
        var turn = new CompletableFuture<Void>();
        waiting.add(() -> executor.execute(() -> turn.complete(null)));
        return turn;
    }

    /** Gives a place back, or on to whoever waits longest. */
    synchronized void release() {
        Runnable next = waiting.poll();
        if (next == null) {
            free++;
        } else {
            next.run();
        }
    }
}
