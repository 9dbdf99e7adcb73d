package threadlab.server.carriers;

/**
 * Decides how many carriers the next window has, from what the last one has shown. A second carrier steals threads that
 * the first one has woken, and is itself woken to look for work, so it may cost more than it brings. No figure of one
 * window tells whether it pays. So the policy tries: it measures a window with another number, and keeps that number if
 * as much more was done. Knows no clock. Not thread-safe.
 */
final class CarrierPolicy {
    /** Share of the carriers in use from which another one may pay: a window cuts some off. */
    private static final double BUSY = 0.85;
    /** How much more has to be done for a carrier to stay: less than this may be the noise of a window. */
    private static final double GAIN = 1.2;
    /** How much of what was done must still be done for a carrier to go. */
    private static final double KEPT = 0.95;
    /** By how much the load has to change for a pause to end early. */
    private static final double CHANGED = 1.5;
    /** Windows between two tries: so many after one that has changed the number, more after each other one. */
    private static final int SHORTEST_PAUSE = 5;
    private static final int PAUSE_GROWS = 4;
    private static final int LONGEST_PAUSE = 600;

    private enum Phase {
        /** The number has just been changed for a try. The window has a part of both, so it does not decide for it. */
        SETTLING,
        TRYING,
        /** The first window after a try: the load that others are compared with. */
        FIRST,
        KEEPING
    }

    private final int most;
    private int carriers = 1;
    private Phase phase = Phase.FIRST;
    private int pause = SHORTEST_PAUSE;
    private int windowsLeft;
    /** The last try was one more carrier, which did not pay: the next one is one less. */
    private boolean triedToGrow;
    /** Before the try. */
    private int carriersBefore;
    private double doneBefore;
    /** After it. */
    private double firstCpus;
    private double firstDone;

    /** @param most carriers, at least 1 */
    CarrierPolicy(int most) {
        this.most = most;
    }

    int carriers() {
        return carriers;
    }

    /**
     * Returns the number of carriers for the next window.
     *
     * @param done what was done in this window, a second
     * @param cpus that the JVM has used on average
     * @param queued virtual threads that wait for a carrier now
     */
    int next(double done, double cpus, long queued) {
        switch (phase) {
            case SETTLING -> settle(done);
            case TRYING -> judge(done);
            case FIRST -> {
                firstCpus = cpus;
                firstDone = done;
                phase = Phase.KEEPING;
                keep(done, cpus, queued);
            }
            case KEEPING -> keep(done, cpus, queued);
        }
        return carriers;
    }

    /** A try that begins by doing less is over: it costs what it lasts. */
    private void settle(double done) {
        if (carriers > carriersBefore && done < doneBefore) {
            judge(done);
        } else {
            phase = Phase.TRYING;
        }
    }

    private void judge(double done) {
        boolean grown = carriers > carriersBefore;
        boolean pays = done > doneBefore * (grown ? GAIN : KEPT);
        triedToGrow = grown && !pays;
        if (!pays) {
            carriers = carriersBefore;
        }
        pause = pays ? SHORTEST_PAUSE : Math.min(PAUSE_GROWS * pause, LONGEST_PAUSE);
        windowsLeft = pause;
        phase = Phase.FIRST;
    }

    private void keep(double done, double cpus, long queued) {
        windowsLeft--;
        if (differ(cpus, firstCpus) || differ(done, firstDone)) {
            windowsLeft = 0;
            pause = SHORTEST_PAUSE;
        }
        if (windowsLeft > 0) {
            return;
        }
        boolean mayPay = queued > 0 && (cpus >= BUSY * carriers || done == 0);
        if (carriers < most && mayPay && !(triedToGrow && carriers > 1)) {
            tryWith(carriers + 1, done);
        } else if (carriers > 1) {
            tryWith(carriers - 1, done);
        }
    }

    private static boolean differ(double now, double first) {
        return now > CHANGED * first || first > CHANGED * now;
    }

    private void tryWith(int count, double done) {
        doneBefore = done;
        carriersBefore = carriers;
        carriers = count;
        phase = Phase.SETTLING;
    }
}
