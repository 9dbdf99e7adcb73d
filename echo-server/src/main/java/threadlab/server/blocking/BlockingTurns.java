package threadlab.server.blocking;

import java.util.concurrent.locks.LockSupport;
import threadlab.server.core.ReadinessWaiter;

/**
 * The waiting of a virtual thread with TLS whose channel is in blocking mode: the calls themselves wait. A call that finds
 * its channel ready does not, and a virtual thread that never waits keeps its carrier for ever (JEP 444: they are not
 * time-shared); with TLS a peer can make that happen, since a record costs the server far more than the peer. So the thread
 * parks for an instant once in so many calls. It does not yield, since that could put it into the carrier's own queue, which
 * is served before those who wait outside.
 */
public final class BlockingTurns implements ReadinessWaiter {
    /** Calls that may not have waited, from one turn to the next. */
    private static final int CALLS = 64;
    /** As much as one input that was at hand: then it is certain that nobody has waited. */
    private static final int AT_HAND = 8;

    /** Not thread-safe, and need not be: a call that is not counted makes a turn a little later. */
    private int calls;

    @Override
    public void await(int operation) {
        count(1);
    }

    @Override
    public void takeTurn() {
        count(AT_HAND);
    }

    private void count(int more) {
        calls += more;
        if (calls >= CALLS) {
            calls = 0;
            LockSupport.parkNanos(this, 1);
        }
    }

    @Override
    public void channelClosed() {
        // The close has woken whoever waited in a call.
    }
}
