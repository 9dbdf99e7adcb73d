package threadlab.server.core;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import threadlab.server.events.CloseReason;
import threadlab.server.events.DrainResult;
import threadlab.server.events.ServerStats;

/**
 * Ends the open sessions, gently until the deadline, then by force. Begins when the registry gives out no more permits.
 */
public final class Drain {
    /** Time between two looks at sessions that have not finished. */
    private static final Duration PASS = Duration.ofMillis(5);
    /** Enough for threads to notice that their socket was closed under them. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    private final SessionRegistry registry;
    private final Thread reaper;

    /** @param reaper drains sessions too, and must have ended first: only one thread at a time may drain */
    public Drain(SessionRegistry registry, Thread reaper) {
        this.registry = registry;
        this.reaper = reaper;
    }

    /** Blocks until no session is left. If the caller is interrupted, what is left is cut off at once. */
    public DrainResult run(Duration deadline) {
        long start = System.nanoTime();
        ServerStats before = registry.stats();
        boolean interrupted = false;
        try {
            reaper.join();
            actUntilEmpty(deadline, session -> session.drain(CloseReason.DRAINED));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        interrupted |= cutOff();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return DrainResult.of(before, registry.stats(), Duration.ofNanos(System.nanoTime() - start));
    }

    /** Cuts off what is left, begun again if it is interrupted. Returns whether it was. */
    private boolean cutOff() {
        boolean interrupted = false;
        while (true) {
            try {
                actUntilEmpty(LAST_WAIT, session -> session.abort(CloseReason.FORCED));
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    /** Does this to every open session, again and again, until none is left or the limit is over. */
    private void actUntilEmpty(Duration limit, Consumer<Session> action) throws InterruptedException {
        long start = System.nanoTime();
        long most = TimeUnit.NANOSECONDS.convert(limit); // the longest there is, where a long cannot hold it
        boolean empty = registry.awaitEmpty(Duration.ZERO);
        while (!empty && System.nanoTime() - start < most) {
            registry.sessions().forEach(action);
            empty = registry.awaitEmpty(PASS);
        }
    }
}
