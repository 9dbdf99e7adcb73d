package threadlab.client.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import threadlab.client.result.Latencies;

/** The loops of a run, one per CPU, each with a thread of its own. Used by the thread that runs the load. */
final class EventLoops {
    private static final Duration POLL = Duration.ofMillis(100);
    /** Limits how long a loop takes to abandon its sessions. */
    private static final Duration ABANDON_TIMEOUT = Duration.ofSeconds(10);

    private final List<EventLoop> loops = new ArrayList<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("load-", 0).factory());
    /** The latencies of the warm-up, which are collected as the others are, and discarded. */
    private final Latencies warmup = Latencies.empty();

    /** @param first the connection of the first session */
    EventLoops(Run run, FirstConnection first) throws IOException {
        int count = Math.min(Runtime.getRuntime().availableProcessors(), run.plan().profile().sessions());
        for (int i = 0; i < count; i++) {
            loops.add(new EventLoop(run, i, count));
        }
        EventLoop loop = loops.getFirst();
        loop.pool().connector().adopt(first.register(loop.selector()));
    }

    void start() {
        loops.forEach(threads::execute);
        threads.shutdown();
    }

    /** Runs a task for each pool, soon, on the thread of its loop. */
    void forEach(Consumer<SessionPool> task) {
        loops.forEach(loop -> loop.execute(() -> task.accept(loop.pool())));
    }

    /** Returns a future that is completed when those of all pools are. */
    CompletableFuture<Void> allOf(Function<SessionPool, CompletableFuture<Void>> future) {
        return CompletableFuture.allOf(
                loops.stream().map(EventLoop::pool).map(future).toArray(CompletableFuture<?>[]::new));
    }

    long sum(ToLongFunction<Counters> count) {
        return loops.stream().map(EventLoop::counters).mapToLong(count).sum();
    }

    /** Returns the time of the last measured echo; there must be one. */
    long lastEcho(MeasurementWindow window) {
        return loops.stream().map(EventLoop::counters).filter(counters -> counters.measuredEchoes > 0)
                .mapToLong(counters -> counters.lastEcho - window.start()).max().orElseThrow() + window.start();
    }

    /** Adds the latencies of the measured window since the last call to {@code total}. */
    void collectInto(Latencies total) {
        loops.forEach(loop -> loop.latencies().collectInto(total));
    }

    /** Collects the latencies of the warm-up and discards them. */
    void discardWarmup() {
        warmup.reset();
        loops.forEach(loop -> loop.stats(MeasurementWindow.OUTSIDE).latencies().collectInto(warmup));
    }

    /** Waits for the loops to end. Those that have not ended after the timeout, or when nobody waits, are abandoned. */
    void awaitEnd(Duration timeout, BooleanSupplier nobodyWaits) throws InterruptedException {
        long startedAt = System.nanoTime();
        boolean ended = threads.awaitTermination(1, TimeUnit.MILLISECONDS);
        while (!ended && System.nanoTime() - startedAt < timeout.toNanos() && !nobodyWaits.getAsBoolean()) {
            ended = threads.awaitTermination(POLL.toNanos(), TimeUnit.NANOSECONDS);
        }
        abandon();
        if (!threads.awaitTermination(ABANDON_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("a loop of the load does not end");
        }
        loops.forEach(EventLoop::checkHealth);
    }

    /** Abandons all sessions that are still open. */
    void abandon() {
        loops.forEach(EventLoop::abandon);
    }
}
