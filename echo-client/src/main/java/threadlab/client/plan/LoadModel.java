package threadlab.client.plan;

import java.time.Duration;
import threadlab.support.EnumNames;

/** When a session sends its messages. */
public sealed interface LoadModel {

    /** Returns how many messages a session may have in flight, at least 1. */
    int depth();

    /**
     * Closed loop: an echo allows the next message, so that the load follows the server's pace.
     *
     * @param thinkTime pause between an echo and the next message
     */
    record Closed(int depth, Duration thinkTime) implements LoadModel {
    }

    /**
     * Open loop: messages are sent at times that a schedule sets beforehand, whatever the server does. A message that
     * is due while its session has {@code depth} in flight is sent after the next echo; its response time still counts
     * from the time at which it was due.
     *
     * @param rate messages per second, over all sessions
     * @param ramp time in which the rate grows from zero to {@code rate}
     * @param slice the part of the schedule that the sessions of this load follow
     */
    record Open(double rate, Arrival arrival, Duration ramp, int depth, ScheduleSlice slice) implements LoadModel {
        /** Deep enough that a session hardly ever waits for an echo. */
        public static final int DEFAULT_DEPTH = 1024;

        public Open(double rate, Arrival arrival, Duration ramp, int depth) {
            this(rate, arrival, ramp, depth, ScheduleSlice.ALL);
        }

        public Open(double rate, Arrival arrival, Duration ramp) {
            this(rate, arrival, ramp, DEFAULT_DEPTH);
        }

        public Open withRate(double changed) {
            return new Open(changed, arrival, ramp, depth, slice);
        }
    }

    /**
     * The part of an open loop's schedule that one load follows. The sessions of several loads take turns in one
     * schedule: those of this load have the positions {@code first}, {@code first + step}, and so on.
     *
     * @param total the sessions of all loads; 0 if this load is the only one
     */
    record ScheduleSlice(int first, int step, int total) {
        /** The whole schedule. */
        public static final ScheduleSlice ALL = new ScheduleSlice(0, 1, 0);

        /** Returns how many sessions share the schedule, if this load has {@code sessions}. */
        public int sharedBy(int sessions) {
            return total == 0 ? sessions : total;
        }

        /** Returns the position of a session of this load among all sessions. */
        public int position(int session) {
            return first + session * step;
        }

        boolean fits(int sessions) {
            return first >= 0 && step >= 1 && total >= 0 && first + (sessions - 1L) * step < sharedBy(sessions);
        }
    }

    /** How the arrivals of an open loop are distributed in time. */
    enum Arrival {
        /** At even distances, the sessions taking turns. */
        CONSTANT,
        /** At random and independently, as requests of many users are: the gaps are exponentially distributed. */
        POISSON;

        @Override
        public String toString() {
            return EnumNames.of(this);
        }
    }
}
