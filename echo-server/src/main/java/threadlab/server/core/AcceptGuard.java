package threadlab.server.core;

import java.io.IOException;
import threadlab.server.events.ServerListener;

/**
 * Makes sure that the process can afford another session, and waits when it cannot. Not thread-safe: used by the
 * acceptor only.
 */
final class AcceptGuard {
    private final FileDescriptorReserve descriptors = FileDescriptorReserve.ofThisProcess();
    private final HeapReserve heap = new HeapReserve();
    private final AcceptBackoff backoff = new AcceptBackoff();
    private final SessionRegistry registry;
    private final ServerListener listener;

    AcceptGuard(SessionRegistry registry, ServerListener listener) {
        this.registry = registry;
        this.listener = listener;
    }

    /** @throws IOException if file descriptors or memory are short */
    void check() throws IOException {
        descriptors.check(registry.permits());
        heap.check();
    }

    void succeeded() {
        backoff.succeeded();
    }

    /** Waits for the delay to pass or for a session to end, which frees what was missing. */
    void backOff(IOException reason) throws InterruptedException {
        int failures = backoff.failed();
        listener.acceptFailed(reason, failures, backoff.delay());
        registry.awaitDeparture(backoff.delay());
    }
}
