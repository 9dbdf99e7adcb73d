package threadlab.client.engine;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import threadlab.client.plan.LoadPlan;
import threadlab.client.verify.Payload;

/**
 * What all loops of a run share. Thread-safe.
 *
 * @param nextNumber the number of the next session that is opened after the initial ones; no two sessions have the same
 */
record Run(LoadPlan plan, Addresses addresses, Payload payload, MessageBudget budget, FailureCounter failures,
        AtomicInteger nextNumber, FairnessTracker fairness) {

    /** @param sources addresses to connect from; empty to leave the choice to the system */
    record Addresses(InetSocketAddress server, List<InetSocketAddress> sources) {
    }

    InetSocketAddress server() {
        return addresses.server;
    }

    /** Returns the address that a session connects from; null to leave the choice to the system. */
    @Nullable
    InetSocketAddress source(int session) {
        List<InetSocketAddress> sources = addresses.sources;
        return sources.isEmpty() ? null : sources.get(session % sources.size());
    }
}
