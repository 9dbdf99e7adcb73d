package threadlab.client.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import threadlab.client.plan.RunLimit;

/** How many more messages of the measured window may be sent, over all sessions. Safe for any thread. */
public final class MessageBudget {
    /** Null for no limit, so that a run by time does not pay for the counting. */
    private final AtomicLong left;
    private final CompletableFuture<Void> spent = new CompletableFuture<>();

    MessageBudget(RunLimit extent) {
        this(extent.isCounted() ? new AtomicLong(extent.echoes()) : null);
    }

    private MessageBudget(AtomicLong left) {
        this.left = left;
    }

    /** One for the messages of the warm-up: as costly as the other, and never spent. */
    static MessageBudget ofWarmUp(RunLimit extent) {
        return new MessageBudget(extent.isCounted() ? new AtomicLong(Long.MAX_VALUE) : null);
    }

    /** False once all have been taken. */
    boolean take() {
        if (left == null) {
            return true;
        }
        long before = left.get() > 0 ? left.getAndDecrement() : 0;
        if (before == 1) {
            spent.complete(null);
        }
        return before > 0;
    }

    /** Done when the last one has been taken; never without a limit. */
    CompletableFuture<Void> spent() {
        return spent;
    }
}
