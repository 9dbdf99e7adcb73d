package threadlab.bench.advise;

import org.jspecify.annotations.Nullable;

/**
 * What follows from the figures of a server by the operational laws, which hold for any measured time, whatever the
 * distribution of arrivals and service: the utilization law and the bounds (Denning and Buzen, The Operational Analysis
 * of Queueing Network Models, Computing Surveys 10(3), 1978), and Little's law (Little, A Proof for the Queuing Formula
 * L = &lambda;W, Operations Research 9(3), 1961).
 *
 * @param cpuMillis of a request
 * @param inFlight requests, those that wait for a place included if the latency includes that wait
 * @param threadMillis for which a request has a thread
 * @param waitMillis of it, while it does not compute
 * @param poolBoundPerSecond requests that the pool can serve at most
 * @param poolUse share of its places that is taken
 * @param cpuBoundPerSecond requests that the CPUs can serve at most
 * @param cpuUse share of the CPUs that is busy
 * @param inFlightAtCpuBound requests that must be in a thread at once before the CPUs are full
 * @param expectedThreadMillis what {@code threadMillis} should be by the quiet latency; null without, or on full CPUs
 */
record Laws(double cpuMillis, double inFlight, double threadMillis, double waitMillis, double poolBoundPerSecond,
        double poolUse, double cpuBoundPerSecond, double cpuUse, double inFlightAtCpuBound,
        @Nullable Double expectedThreadMillis) {
    /** From this use on, what is used is a limit: means over a minute hide the moments in which it was full. */
    private static final double FULL = 0.9;
    /** A request that takes so many times longer than expected waits for something else. */
    private static final double MUCH_LONGER = 1.5;

    static Laws of(Figures figures) {
        double rate = figures.ratePerSecond();
        double cpu = 1000 * figures.cpusBusy() / rate;
        double inFlight = rate * figures.latencyMillis() / 1000;
        // No more than the whole pool can be in threads. If more are in flight, the others wait for a place.
        double thread = Math.min(figures.latencyMillis(), 1000 * figures.pool() / rate);
        double cpuUse = figures.cpusBusy() / figures.cpus();
        double cpuBound = rate / cpuUse;
        return new Laws(cpu, inFlight, thread, Math.max(0, thread - cpu), 1000 * figures.pool() / thread,
                Math.min(1, inFlight / figures.pool()), cpuBound, cpuUse, cpuBound * thread / 1000,
                expected(figures.quietLatencyMillis(), cpu, cpuUse));
    }

    /** On busy CPUs a request waits for one, at most for as long as a single CPU of that use makes it wait. */
    private static @Nullable Double expected(@Nullable Double quiet, double cpu, double cpuUse) {
        return quiet == null || cpuUse >= FULL ? null : Double.valueOf(quiet + cpu * cpuUse / (1 - cpuUse));
    }

    boolean cpuIsFull() {
        return cpuUse >= FULL;
    }

    boolean poolIsFull() {
        return poolUse >= FULL;
    }

    /** Returns whether a request has a thread for much longer than the CPUs, and what it waits for, explain. */
    boolean takesMuchLonger() {
        return expectedThreadMillis != null && threadMillis > MUCH_LONGER * expectedThreadMillis;
    }

    boolean poolComesFirst() {
        return poolBoundPerSecond < cpuBoundPerSecond;
    }
}
