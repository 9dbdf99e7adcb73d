package threadlab.client.plan;

import java.time.Duration;
import java.util.Locale;

/** When a session sends. */
public sealed interface LoadModel {

    /** Messages that a session may have in flight, at least 1. */
    int depth();

    /**
     * The next message goes out when an echo is back: the load follows the server's pace.
     *
     * @param think pause between an echo and the message that follows it
     */
    record Closed(int depth, Duration think) implements LoadModel {
    }

    /**
     * Messages go out at times set beforehand, whatever the server does. What is due while a session has its depth in
     * flight waits for an echo, and its latency counts from its time all the same.
     *
     * @param perSecond messages a second, over all sessions
     * @param ramp time in which the rate grows from nothing to {@code perSecond}
     * @param turns whose turns this load's sessions take
     */
    record Open(double perSecond, Arrival arrival, Duration ramp, int depth, Turns turns) implements LoadModel {
        /** So deep that a session rather never waits for an echo. */
        public static final int DEEP = 1024;

        public Open(double perSecond, Arrival arrival, Duration ramp, int depth) {
            this(perSecond, arrival, ramp, depth, Turns.ALL);
        }

        public Open(double perSecond, Arrival arrival, Duration ramp) {
            this(perSecond, arrival, ramp, DEEP);
        }
    }

    /**
     * The part of an open loop's rate that is this load's: of so many sessions that take turns, here and in other
     * processes, its own are every {@code step}-th from {@code first} on. Those of all parts send when those of one load
     * would.
     *
     * @param of 0 for this load's own sessions alone
     */
    record Turns(int first, int step, int of) {
        /** This load is the only one. */
        public static final Turns ALL = new Turns(0, 1, 0);

        public int of(int sessions) {
            return of == 0 ? sessions : of;
        }

        public int turn(int session) {
            return first + session * step;
        }

        boolean fit(int sessions) {
            return first >= 0 && step >= 1 && of >= 0 && first + (sessions - 1L) * step < of(sessions);
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
