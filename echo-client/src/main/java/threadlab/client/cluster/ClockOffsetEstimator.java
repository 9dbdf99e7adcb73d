package threadlab.client.cluster;

import java.time.Duration;

/**
 * Another machine's monotonic clock, read over the network (Cristian, Probabilistic clock synchronization, 1989): it was
 * read at some time between a ping's leaving and the pong's coming, so the middle is right to half the round trip. The
 * shortest round trip tells most. Neither needs the time of day. One thread's own.
 */
final class ClockOffsetEstimator {
    private long roundTrip = Long.MAX_VALUE;
    /** What is to be added to a time here to have the time there. */
    private long offset;
    private int readings;

    /** All in nanoseconds, {@code there} on the other clock. */
    void read(long left, long there, long came) {
        readings++;
        if (came - left < roundTrip) {
            roundTrip = came - left;
            offset = there - (left + roundTrip / 2);
        }
    }

    int readings() {
        return readings;
    }

    /** That instant here, on the clock there; once it has been read. */
    long there(long here) {
        return here + offset;
    }

    /** How far {@link #there} may be off, apart from what the clocks have drifted since. */
    Duration bound() {
        return Duration.ofNanos((roundTrip + 1) / 2);
    }

    long roundTrip() {
        return roundTrip;
    }
}
