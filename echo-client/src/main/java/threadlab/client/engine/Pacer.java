package threadlab.client.engine;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.verify.Payload;

/** Decides when one session sends its messages. Times are on the monotonic clock, in nanoseconds. Not thread-safe. */
abstract class Pacer {
    static final long NEVER = Long.MAX_VALUE;

    /** Returns when the next message is due; {@link #NEVER} if none is, for now or for good. */
    abstract long next();

    final boolean isDue(long now) {
        long next = next();
        return next != NEVER && next - now <= 0;
    }

    /** The message that was due at {@link #next} has been sent. */
    abstract void sent();

    /** An echo has come back. */
    abstract void echoed(long now);

    static Pacer of(LoadPlan plan, int session, MeasurementWindow window) {
        return switch (plan.loadModel()) {
            case LoadModel.Closed closed -> new ClosedLoop(closed, window);
            case LoadModel.Open open -> new OpenLoop(open, session, plan, window);
        };
    }

    /** Returns a pacer for one message at that time. */
    static Pacer once(long time) {
        return new Once(time);
    }

    private static final class Once extends Pacer {
        private long next;

        Once(long time) {
            next = time;
        }

        @Override
        long next() {
            return next;
        }

        @Override
        void sent() {
            next = NEVER;
        }

        @Override
        void echoed(long now) {
            // one message was all
        }
    }

    /** Closed loop: each echo allows one message. */
    private static final class ClosedLoop extends Pacer {
        private final long think;
        private final MeasurementWindow window;
        /** A ring of the times from which messages are allowed, oldest first. They never decrease. */
        private final long[] allowed;
        private int first;
        private int count;

        ClosedLoop(LoadModel.Closed loadModel, MeasurementWindow window) {
            think = loadModel.thinkTime().toNanos();
            this.window = window;
            allowed = new long[loadModel.depth()];
            Arrays.fill(allowed, window.start());
            count = allowed.length;
        }

        @Override
        long next() {
            return count == 0 || window.isOver(allowed[first]) ? NEVER : allowed[first];
        }

        @Override
        void sent() {
            first = (first + 1) % allowed.length;
            count--;
        }

        @Override
        void echoed(long now) {
            allowed[(first + count) % allowed.length] = now + think;
            count++;
        }
    }

    /** Open loop: a schedule sets the times before the run. */
    private static final class OpenLoop extends Pacer {
        private final SendSchedule schedule;
        private final MeasurementWindow window;
        private final int sessions;
        /** Is null for constant arrivals. */
        private final @Nullable SplittableRandom random;
        private double arrival;
        private long next;

        OpenLoop(LoadModel.Open loadModel, int session, LoadPlan plan, MeasurementWindow window) {
            this.schedule = new SendSchedule(loadModel.rate(), loadModel.ramp());
            this.window = window;
            this.sessions = loadModel.slice().sharedBy(plan.profile().sessions());
            int position = loadModel.slice().position(session);
            this.random = loadModel.arrival() == LoadModel.Arrival.POISSON
                    ? new SplittableRandom(Payload.mix(Payload.mix(plan.sizes().seed()) + position))
                    : null;
            this.arrival = random == null ? position : gap();
            this.next = time();
        }

        /** Returns the gap to the session's next arrival; a random one is exponentially distributed. */
        private double gap() {
            return random == null ? sessions : -Math.log1p(-random.nextDouble()) * sessions;
        }

        private long time() {
            return window.start() + schedule.nanos(arrival);
        }

        @Override
        long next() {
            return window.isOver(next) ? NEVER : next;
        }

        @Override
        void sent() {
            arrival += gap();
            next = time();
        }

        @Override
        void echoed(long now) {
            // the schedule does not depend on echoes
        }
    }
}
