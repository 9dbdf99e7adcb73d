package threadlab.client.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import threadlab.client.plan.RunLimit;

/** The number of messages of the measured window that may still be sent, over all sessions. Thread-safe. */
public final class MessageBudget {
    /** Is null for no limit, so that a timed run does not pay for the counting. */
    private final @Nullable AtomicLong left;
    private final CompletableFuture<Void> spent = new CompletableFuture<>();

    MessageBudget(RunLimit limit) {
        this(limit.isCounted() ? new AtomicLong(limit.echoes()) : null);
    }

    private MessageBudget(@Nullable AtomicLong left) {
        this.left = left;
    }

    /** Returns a budget for the warm-up: as costly as the other, and never used up. */
    static MessageBudget ofWarmUp(RunLimit limit) {
        return new MessageBudget(limit.isCounted() ? new AtomicLong(Long.MAX_VALUE) : null);
    }

    /** Takes one message from the budget. Returns false if it is used up. */
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

    /** Completed when the last message has been taken; never if there is no limit. */
    CompletableFuture<Void> spent() {
        return spent;
    }
}
