package threadlab.server.work;

import java.io.InterruptedIOException;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import threadlab.server.work.WorkCounters.Kind;

/**
 * Does stages on the thread of a loop without blocking it: a wait is a timer, a call has a connection that does not
 * block, and whoever finds no place waits in a queue. Locks are places too, since a message holds one beyond a single
 * step of its loop. Thread-safe: all loops have the same places.
 */
final class NonBlockingStages {
    /**
     * A message, or a branch of it.
     *
     * @param isCancelled whether its session is gone: no further stage of it begins
     */
    record Message(Draw draw, Loop loop, BooleanSupplier isCancelled) {
        Message branch() {
            return new Message(draw.branch(), loop, isCancelled);
        }
    }

    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    /** The places of each pool, and of each lock, by what the blocking stages have instead. */
    private final Map<Object, Places> places = new ConcurrentHashMap<>();
    /** Each loop has connections of its own. */
    private final Map<Loop, NonBlockingBackendClient> backends = new ConcurrentHashMap<>();
    private final WorkCounters counters;

    /** @param counters where stages count what they have asked for and taken */
    NonBlockingStages(WorkCounters counters) {
        this.counters = counters;
    }

    /** Returns whether a stage, or one within it, needs a thread of its own while it waits: it cannot be done here. */
    static boolean needsThread(Stage stage) {
        return stage instanceof Stage.SpinningPool
                || stage.stages().stream().anyMatch(NonBlockingStages::needsThread);
    }

    /** Forgets the loops of a server that ends: a message that one of them had in a place never gives it back. */
    void close() {
        places.clear();
        backends.clear();
    }

    /** Begins stages, one after the other, on the loop's thread. They are done when the result is complete. */
    CompletionStage<Void> begin(List<Stage> stages, Message message) {
        CompletionStage<Void> last = DONE;
        for (Stage stage : stages) {
            last = last.thenCompose(done -> begin(stage, message));
        }
        return last;
    }

    private CompletionStage<Void> begin(Stage stage, Message message) {
        if (message.isCancelled().getAsBoolean()) {
            return CompletableFuture.failedStage(new InterruptedIOException("cancelled"));
        }
        Draw draw = message.draw();
        return switch (stage) {
            case Stage.Cpu cpu -> {
                cpu.run(draw, counters);
                yield DONE;
            }
            case Stage.Wait(Time time) -> wait(time.nanos(draw), message.loop());
            case Stage.Pool pool -> within(Kind.POOL, pool.places(), pool.places().availablePermits(),
                    pool.stages(), message);
            case Stage.Lock lock ->
                within(Kind.LOCK, lock.locks().get(draw.next(lock.locks().size())), 1, lock.stages(), message);
            case Stage.Monitor monitor -> within(Kind.MONITOR,
                    monitor.monitors().get(draw.next(monitor.monitors().size())), 1, monitor.stages(), message);
            case Stage.Alloc alloc -> holding(alloc, message);
            case Stage.Depth depth -> begin(depth.stages(), message); // nothing is left on the stack meanwhile
            case Fan fan -> all(fan, message);
            case Stage.SpinningPool spinning -> throw new IllegalStateException("needs a thread: " + spinning);
            case Stage.Call call -> call(call, message);
        };
    }

    private CompletionStage<Void> call(Stage.Call stage, Message message) {
        BackendCall call = stage.drawn(message.draw());
        long begun = counters.now();
        return backends
                .computeIfAbsent(message.loop(), loop -> new NonBlockingBackendClient(stage.backend().address(), loop))
                .call(call).thenRun(() -> counters.took(Kind.CALL, call.nanos(), begun));
    }

    private CompletionStage<Void> holding(Stage.Alloc alloc, Message message) {
        try {
            byte[] held = alloc.allocated();
            return begin(alloc.stages(), message).whenComplete((done, failure) -> Reference.reachabilityFence(held));
        } catch (WorkFailedException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private CompletionStage<Void> all(Fan fan, Message message) {
        return CompletableFuture.allOf(Stream.generate(message::branch).limit(fan.branches())
                .map(branch -> begin(fan.stages(), branch).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    private CompletionStage<Void> wait(long nanos, Loop loop) {
        var over = new CompletableFuture<Void>();
        long begun = counters.now();
        loop.executeAfter(nanos, () -> {
            counters.took(Kind.WAIT, nanos, begun);
            over.complete(null);
        });
        return over;
    }

    private CompletionStage<Void> within(Kind kind, Object what, int count, List<Stage> stages, Message message) {
        Places of = places.computeIfAbsent(what, absent -> new Places(count));
        long begun = counters.now();
        return of.acquire(message.loop()).thenCompose(has -> {
            long got = counters.now();
            return begin(stages, message).thenRun(() -> counters.held(kind, begun, got));
        }).whenComplete((done, failure) -> of.release());
    }
}
