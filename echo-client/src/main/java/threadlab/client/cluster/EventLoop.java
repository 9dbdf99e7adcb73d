package threadlab.client.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** One thread that does one thing after the other, and ticks. Safe for any thread. */
final class EventLoop implements Executor, AutoCloseable {
    private static final long TICK_MILLIS = 100;

    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("cluster").factory());
    private final CompletableFuture<Void> broken = new CompletableFuture<>();

    /** Ticks from now on. */
    void tick(LongConsumer tick) {
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

    /** Done, exceptionally, if a task fails. */
    CompletableFuture<Void> broken() {
        return broken;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
