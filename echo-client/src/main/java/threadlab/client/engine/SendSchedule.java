package threadlab.client.engine;

import java.time.Duration;

/**
 * The times of an open loop's arrivals, counted over all sessions. The rate grows linearly from zero during the ramp
 * and then stays. The number of an arrival need not be whole, since a random process takes steps of any length.
 */
record SendSchedule(double rate, Duration ramp) {

    /** Returns the nanoseconds from the start until that many arrivals are due. */
    long nanos(double arrivals) {
        double rampSeconds = ramp.toNanos() / 1e9;
        double duringRamp = rate * rampSeconds / 2;
        double seconds = arrivals < duringRamp
                ? Math.sqrt(2 * rampSeconds * arrivals / rate)
                : rampSeconds / 2 + arrivals / rate;
        return (long) (seconds * 1e9);
    }
}
