package threadlab.client;

/**
 * The times of a run on the monotonic clock, in nanoseconds: full load from {@code start}, messages count when sent in
 * [{@code measureFrom}, {@code end}), none is sent later. Differences only, so that the clock may wrap.
 */
record Window(long start, long measureFrom, long end) {

    static Window from(long start, LoadPlan plan) {
        long measureFrom = start + plan.warmup().toNanos();
        return new Window(start, measureFrom, measureFrom + plan.duration().toNanos());
    }

    boolean isOver(long now) {
        return now - end >= 0;
    }

    boolean isMeasured(long sent) {
        return sent - measureFrom >= 0 && sent - end < 0;
    }
}
