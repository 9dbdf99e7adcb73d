package threadlab.client.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
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

    /** Returns a run whose connection comes from the port that it goes to, where nobody listens. */
    static Run toItself() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var itself = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var plan = new LoadPlan("127.0.0.1", port, 1, 1, Duration.ZERO, Duration.ofSeconds(1));
        return of(plan, new Run.Addresses(itself, List.of(itself)));
    }

    static Run of(LoadPlan plan, Run.Addresses addresses) {
        return new Run(plan, addresses, new Payload(1), new MessageBudget(plan.limit()),
                new FailureCounter(), new AtomicInteger(1), new FairnessTracker(1));
    }
}
