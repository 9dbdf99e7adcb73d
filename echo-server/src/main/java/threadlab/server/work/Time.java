package threadlab.server.work;

import java.time.Duration;

/** How long a stage takes: always the same, or drawn for each message. Immutable. */
interface Time {
    /** Returns the nanoseconds for a message. */
    long nanos(Draw draw);

    /** Returns the mean, in nanoseconds. */
    double mean();

    /** Always the same. */
    record Constant(long nanos) implements Time {
        static Constant of(Duration time) {
            return new Constant(time.toNanos());
        }

        @Override
        public long nanos(Draw draw) {
            return nanos;
        }

        @Override
        public double mean() {
            return nanos;
        }
    }

    /** Exponentially distributed, as the times between events that know nothing of each other. */
    record Exponential(double mean) implements Time {
        @Override
        public long nanos(Draw draw) {
            return Math.round(-mean * Math.log(draw.next()));
        }
    }

    /**
     * Lognormally distributed, as many service times are: most are short, and a few are long.
     *
     * @param mu mean of the logarithms
     * @param sigma deviation of the logarithms
     */
    record Lognormal(double mu, double sigma) implements Time {
        /** The 99th percentile of the normal distribution. */
        private static final double Z99 = 2.3263478740408408;
        /** With a mean and a deviation of the logarithm of s, the 99th percentile is exp(Z99 s - s s / 2) means. */
        private static final double MOST = Math.exp(Z99 * Z99 / 2);

        /**
         * Returns the distribution with this mean and 99th percentile.
         *
         * @throws IllegalArgumentException if there is none
         */
        static Lognormal of(double mean, double p99) {
            double ratio = p99 / mean;
            if (!(ratio > 1 && ratio <= MOST)) {
                throw new IllegalArgumentException("a p99 of 1 to 14 times the mean");
            }
            double sigma = Z99 - Math.sqrt(Z99 * Z99 - 2 * Math.log(ratio));
            return new Lognormal(Math.log(mean) - sigma * sigma / 2, sigma);
        }

        @Override
        public long nanos(Draw draw) {
            return Math.round(Math.exp(mu + sigma * draw.nextNormal()));
        }

        @Override
        public double mean() {
            return Math.exp(mu + sigma * sigma / 2);
        }
    }

    /**
     * Mostly one time, and sometimes another one.
     *
     * @param share of the messages that take the other one
     */
    record Sometimes(Time usual, double share, Time other) implements Time {
        @Override
        public long nanos(Draw draw) {
            return draw.next() < share ? other.nanos(draw) : usual.nanos(draw);
        }

        @Override
        public double mean() {
            return (1 - share) * usual.mean() + share * other.mean();
        }
    }
}
