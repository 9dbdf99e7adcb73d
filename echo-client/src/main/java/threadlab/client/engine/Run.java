package threadlab.client.engine;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import threadlab.client.plan.LoadPlan;
import threadlab.client.verify.Payload;

/**
 * What all loops of one run share. Safe for any thread.
 *
 * @param sources addresses to connect from; empty to leave it to the system
 * @param numbers gives a number to each session that comes after the first ones, so that no two are alike
 * @param shares of the busy ones among the first
 */
public record Run(LoadPlan plan, InetSocketAddress server, List<InetSocketAddress> sources, Payload payload,
        MessageBudget quota,
        Failures failures, AtomicInteger numbers, FairnessTracker shares) {

    /** Null to leave it to the system. */
    InetSocketAddress source(int number) {
        return sources.isEmpty() ? null : sources.get(number % sources.size());
    }
}
