package threadlab.client;

import java.time.Duration;
import java.util.Locale;

/** When a session sends. */
public sealed interface Pacing {

    /** Messages that a session may have in flight, at least 1. */
    int depth();

    /**
     * The next message goes out when an echo is back: the load follows the server's pace.
     *
     * @param think pause between an echo and the message that follows it
     */
    record Closed(int depth, Duration think) implements Pacing {
    }

    /**
     * Messages go out at times set beforehand, whatever the server does. What is due while a session has its depth in
     * flight waits for an echo, and its latency counts from its time all the same.
     *
     * @param perSecond messages a second, over all sessions
     * @param ramp time in which the rate grows from nothing to {@code perSecond}
     */
    record Open(double perSecond, Arrival arrival, Duration ramp, int depth) implements Pacing {
        /** So deep that a session rather never waits for an echo. */
        public static final int DEEP = 1024;

        public Open(double perSecond, Arrival arrival, Duration ramp) {
            this(perSecond, arrival, ramp, DEEP);
        }
    }

    /** How the times of an open loop are spread. */
    enum Arrival {
        /** Evenly, the sessions taking turns. */
        CONSTANT,
        /** At random and independently, as the requests of many users are: exponential gaps. */
        POISSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
