package threadlab.client.engine;

import java.time.Duration;

/**
 * When the n-th arrival of an open loop is due, counted over all sessions. The rate grows evenly from zero during the
 * ramp and stays. Arrivals need not be whole numbers: a random process takes steps of any length. Pure.
 */
record SendSchedule(double perSecond, Duration ramp) {

    /** Nanoseconds from the start until that many arrivals are due. */
    long nanos(double arrivals) {
        double rampSeconds = ramp.toNanos() / 1e9;
        double duringRamp = perSecond * rampSeconds / 2;
        double seconds = arrivals < duringRamp
                ? Math.sqrt(2 * rampSeconds * arrivals / perSecond)
                : rampSeconds / 2 + arrivals / perSecond;
        return (long) (seconds * 1e9);
    }
}
