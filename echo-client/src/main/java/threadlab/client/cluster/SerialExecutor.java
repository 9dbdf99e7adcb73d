package threadlab.client.cluster;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Runs tasks one after the other on one thread, and a tick at regular times. Thread-safe. */
final class SerialExecutor implements Executor, AutoCloseable {
    private static final long TICK_MILLIS = 100;

    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("cluster").factory());
    /** Completed exceptionally if a task fails. */
    private final CompletableFuture<Void> broken = new CompletableFuture<>();

    /** Begins to tick; the argument is the monotonic clock. */
    void tick(LongConsumer tick) {
        thread.scheduleWithFixedDelay(() -> run(() -> tick.accept(System.nanoTime())), 0, TICK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(() -> run(task));
        } catch (RejectedExecutionException closed) {
            // closed: the task came too late
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            broken.completeExceptionally(e);
        }
    }

    /**
     * Blocks until a task has completed the future, and returns its value.
     *
     * @throws IOException if the future was completed with it
     * @throws IllegalStateException if a task failed
     */
    <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
        try {
            CompletableFuture.anyOf(future, broken).get();
            return future.getNow(null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException line) {
                throw line;
            }
            throw new IllegalStateException("a task of the cluster failed", e.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
