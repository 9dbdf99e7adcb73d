package threadlab.client.engine;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import threadlab.client.plan.LoadPlan;
import threadlab.client.verify.Payload;

/** Runs of one busy session for tests. */
final class Runs {
    private Runs() {
    }

    static Run of(LoadPlan plan) {
        var server = new InetSocketAddress(plan.target().host(), plan.target().port());
        return of(plan, new Run.Addresses(server, List.of()));
    }

    static Run of(LoadPlan plan, Run.Addresses addresses) {
        return new Run(plan, addresses, new Payload(1), new MessageBudget(plan.limit()),
                new FailureCounter(), new AtomicInteger(1), new FairnessTracker(1));
    }
}
