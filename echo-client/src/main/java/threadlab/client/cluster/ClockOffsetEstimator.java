package threadlab.client.cluster;

import java.time.Duration;

/**
 * Estimates the offset of another machine's monotonic clock (Cristian, Probabilistic clock synchronization, 1989). The
 * other machine read its clock between sending the ping and receiving the pong, so the middle of that time is right to
 * half a round trip; the shortest round trip is the best. The time of day is not needed. Not thread-safe.
 */
final class ClockOffsetEstimator {
    private long roundTrip = Long.MAX_VALUE;
    /** The remote clock minus the local one. */
    private long offset;
    private int readings;

    /** Adds a reading in nanoseconds: {@code remote} is on the other clock. */
    void read(long sent, long remote, long received) {
        readings++;
        if (received - sent < roundTrip) {
            roundTrip = received - sent;
            offset = remote - (sent + roundTrip / 2);
        }
    }

    int readings() {
        return readings;
    }

    /** Translates a local time to the remote clock. */
    long toRemote(long local) {
        return local + offset;
    }

    /** Returns the largest error of {@link #toRemote}, without the drift of the clocks since then. */
    Duration bound() {
        return Duration.ofNanos((roundTrip + 1) / 2);
    }

    long roundTrip() {
        return roundTrip;
    }
}
