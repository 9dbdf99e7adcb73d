package threadlab.client.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures that are never completed with an exception. */
final class Futures {
    private Futures() {
    }

    static void await(CompletableFuture<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // never completed like this
        }
    }

    /** Waits for that time, or until the future is completed. */
    static void pause(CompletableFuture<?> unless, long nanos) throws InterruptedException {
        try {
            unless.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // the usual end of a pause
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // never completed like this
        }
    }
}
