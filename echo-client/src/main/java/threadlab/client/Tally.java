package threadlab.client;

/**
 * What one loop finds of the messages of one {@linkplain Window#phase phase}. The warm-up is tallied like the measured
 * window, only that nobody asks for its figures: were it not, the measurement would begin on a path that never ran
 * before, and the JVM would throw away its compiled code just then.
 */
record Tally(Counts counts, LatencyRecorder latencies, Quota quota) {

    static Tally with(Quota quota) {
        return new Tally(new Counts(), new LatencyRecorder(), quota);
    }
}
