package threadlab.client.engine;

import java.util.Arrays;
import java.util.SplittableRandom;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.verify.Payload;

/** When one session should send its messages. One thread's own. Times are of the monotonic clock, in nanoseconds. */
public abstract class Pacer {
    public static final long NEVER = Long.MAX_VALUE;

    /** When the next message should leave; {@link #NEVER} while none is due, or for good. */
    public abstract long next();

    final boolean isDue(long now) {
        long next = next();
        return next != NEVER && next - now <= 0;
    }

    /** The message that {@link #next} told of has been sent. */
    public abstract void sent();

    /** An echo is back. */
    abstract void echoed(long now);

    public static Pacer of(LoadPlan plan, int session, MeasurementWindow window) {
        return switch (plan.pacing()) {
            case LoadModel.Closed closed -> new Following(closed, window);
            case LoadModel.Open open -> new Scheduled(open, session, plan, window);
        };
    }

    /** One message at that time, and no more. */
    static Pacer once(long time) {
        return new Once(time);
    }

    private static final class Once extends Pacer {
        private long next;

        Once(long time) {
            next = time;
        }

        @Override
        public long next() {
            return next;
        }

        @Override
        public void sent() {
            next = NEVER;
        }

        @Override
        void echoed(long now) {
            // That was all.
        }
    }

    /** Closed loop: each echo allows one message. */
    private static final class Following extends Pacer {
        private final long think;
        private final MeasurementWindow window;
        /** A ring of the times from which on messages are allowed, oldest first; they only grow. */
        private final long[] allowed;
        private int first;
        private int count;

        Following(LoadModel.Closed pacing, MeasurementWindow window) {
            think = pacing.think().toNanos();
            this.window = window;
            allowed = new long[pacing.depth()];
            Arrays.fill(allowed, window.start());
            count = allowed.length;
        }

        @Override
        public long next() {
            return count == 0 || window.isOver(allowed[first]) ? NEVER : allowed[first];
        }

        @Override
        public void sent() {
            first = (first + 1) % allowed.length;
            count--;
        }

        @Override
        void echoed(long now) {
            allowed[(first + count) % allowed.length] = now + think;
            count++;
        }
    }

    /** Open loop: the times stand before the run. */
    private static final class Scheduled extends Pacer {
        private final SendSchedule schedule;
        private final MeasurementWindow window;
        private final int sessions;
        /** Null for constant arrivals. */
        private final SplittableRandom random;
        private double arrival;
        private long next;

        Scheduled(LoadModel.Open pacing, int session, LoadPlan plan, MeasurementWindow window) {
            this.schedule = new SendSchedule(pacing.perSecond(), pacing.ramp());
            this.window = window;
            this.sessions = pacing.turns().of(plan.shape().sessions());
            int turn = pacing.turns().turn(session);
            this.random = pacing.arrival() == LoadModel.Arrival.POISSON
                    ? new SplittableRandom(Payload.mix(Payload.mix(plan.sizes().seed()) + turn))
                    : null;
            this.arrival = random == null ? turn : gap();
            this.next = time();
        }

        /** Exponential with a mean of one arrival per session. */
        private double gap() {
            return -Math.log1p(-random.nextDouble()) * sessions;
        }

        private long time() {
            return window.start() + schedule.nanos(arrival);
        }

        @Override
        public long next() {
            return window.isOver(next) ? NEVER : next;
        }

        @Override
        public void sent() {
            arrival += random == null ? sessions : gap();
            next = time();
        }

        @Override
        void echoed(long now) {
            // The schedule does not care.
        }
    }
}
