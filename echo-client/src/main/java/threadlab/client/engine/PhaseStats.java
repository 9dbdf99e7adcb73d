package threadlab.client.engine;

/**
 * What one loop finds of the messages of one {@linkplain MeasurementWindow#phase phase}. The warm-up is tallied like the measured
 * window, only that nobody asks for its figures: were it not, the measurement would begin on a path that never ran
 * before, and the JVM would throw away its compiled code just then.
 */
record PhaseStats(Counters counts, LatencyRecorder latencies, MessageBudget quota) {

    static PhaseStats with(MessageBudget quota) {
        return new PhaseStats(new Counters(), new LatencyRecorder(), quota);
    }
}
