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

/** One thread that does one thing after the other, and ticks. Safe for any thread. */
public final class SerialExecutor implements Executor, AutoCloseable {
    private static final long TICK_MILLIS = 100;

    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("cluster").factory());
    /** Done, exceptionally, if a task fails. */
    private final CompletableFuture<Void> broken = new CompletableFuture<>();

    /** Ticks from now on. */
    public void tick(LongConsumer tick) {
        thread.scheduleWithFixedDelay(() -> run(() -> tick.accept(System.nanoTime())), 0, TICK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(() -> run(task));
        } catch (RejectedExecutionException closed) {
            // all is over, and this came late
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
     * Blocks until it is known, by what the loop does.
     *
     * @throws IOException what it ended with instead, if that is one
     * @throws IllegalStateException if a task failed
     */
    public <T> T await(CompletableFuture<T> outcome) throws IOException, InterruptedException {
        try {
            CompletableFuture.anyOf(outcome, broken).get();
            return outcome.getNow(null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException line) {
                throw line;
            }
            throw new IllegalStateException("the loop broke", e.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
