package threadlab.server.core;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import threadlab.server.events.DrainResult;
import threadlab.server.events.ServerListener;
import threadlab.server.events.ServerState;

/**
 * The state of a server, and how it ended: it was drained, or it failed because a thread that it cannot do without has
 * ended with an error. Thread-safe.
 */
public final class Lifecycle {
    private final AtomicReference<ServerState> state = new AtomicReference<>(ServerState.NEW);
    private final CompletableFuture<DrainResult> result = new CompletableFuture<>();
    /** Completed as {@link #result}, but only when the listener has been told. */
    private final CompletableFuture<DrainResult> told = new CompletableFuture<>();
    private final ServerListener listener;
    private final Runnable onFailure;

    /** @param onFailure run if a thread fails, on that thread */
    public Lifecycle(ServerListener listener, Runnable onFailure) {
        this.listener = listener;
        this.onFailure = onFailure;
    }

    public ServerState state() {
        return Objects.requireNonNull(state.get());
    }

    /** Returns false if the state does not allow that. */
    public boolean moveTo(ServerState next) {
        ServerState before = state.getAndUpdate(now -> now.mayBecome(next) ? next : now);
        return Objects.requireNonNull(before).mayBecome(next);
    }

    /** Wraps the work of a thread that the server cannot do without. */
    public Runnable essential(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (Throwable e) {
                if (failed(e)) {
                    onFailure.run();
                }
                throw e; // to the thread's handler, which reports it
            }
        };
    }

    private boolean failed(Throwable cause) {
        boolean first = result.completeExceptionally(cause);
        told.completeExceptionally(cause);
        return first;
    }

    /**
     * Drains a running server. Every caller gets the one result, also a listener that asks while it is told.
     *
     * @throws java.util.concurrent.CompletionException if the server has failed
     */
    public DrainResult stop(Supplier<DrainResult> drain) {
        if (moveTo(ServerState.DRAINING)) {
            try {
                DrainResult how = drain.get();
                moveTo(ServerState.STOPPED);
                result.complete(how);
                listener.drained(how);
                told.complete(how);
            } catch (Throwable e) {
                failed(e);
                throw e;
            }
        }
        return result.join();
    }

    /**
     * Waits until the server was stopped and the listener told; empty if that took longer than {@code limit}.
     *
     * @throws IllegalStateException if the server has failed
     */
    public Optional<DrainResult> awaitStopped(Duration limit) throws InterruptedException {
        try {
            return Optional.of(told.get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the server has failed: " + e.getCause(), e.getCause());
        }
    }
}
