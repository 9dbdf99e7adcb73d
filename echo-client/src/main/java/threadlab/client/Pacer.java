package threadlab.client;

import java.util.Arrays;
import java.util.SplittableRandom;

/** When one session should send its messages. One thread's own. Times are of the monotonic clock, in nanoseconds. */
abstract class Pacer {
    static final long NEVER = Long.MAX_VALUE;

    /** When the next message should leave; {@link #NEVER} while none is due, or for good. */
    abstract long next();

    final boolean isDue(long now) {
        long next = next();
        return next != NEVER && next - now <= 0;
    }

    /** The message that {@link #next} told of has been sent. */
    abstract void sent();

    /** An echo is back. */
    abstract void echoed(long now);

    static Pacer of(LoadPlan plan, int session, Window window) {
        return switch (plan.pacing()) {
            case Pacing.Closed closed -> new Following(closed, window);
            case Pacing.Open open -> new Scheduled(open, session, plan, window);
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
        long next() {
            return next;
        }

        @Override
        void sent() {
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
        private final Window window;
        /** A ring of the times from which on messages are allowed, oldest first; they only grow. */
        private final long[] allowed;
        private int first;
        private int count;

        Following(Pacing.Closed pacing, Window window) {
            think = pacing.think().toNanos();
            this.window = window;
            allowed = new long[pacing.depth()];
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

    /** Open loop: the times stand before the run. */
    private static final class Scheduled extends Pacer {
        private final SendSchedule schedule;
        private final Window window;
        private final int sessions;
        /** Null for constant arrivals. */
        private final SplittableRandom random;
        private double arrival;
        private long next;

        Scheduled(Pacing.Open pacing, int session, LoadPlan plan, Window window) {
            this.schedule = new SendSchedule(pacing.perSecond(), pacing.ramp());
            this.window = window;
            this.sessions = pacing.turns().of(plan.shape().sessions());
            int turn = pacing.turns().turn(session);
            this.random = pacing.arrival() == Pacing.Arrival.POISSON
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
        long next() {
            return window.isOver(next) ? NEVER : next;
        }

        @Override
        void sent() {
            arrival += random == null ? sessions : gap();
            next = time();
        }

        @Override
        void echoed(long now) {
            // The schedule does not care.
        }
    }
}
