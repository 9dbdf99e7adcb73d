package threadlab.client.engine;

/**
 * The figures that one loop collects about the messages of one {@linkplain MeasurementWindow#phase phase}. The warm-up
 * collects them too, and they are discarded: otherwise the measurement would begin on code that never ran before, and
 * the JVM would deoptimize just then.
 */
record PhaseStats(Counters counters, LatencyRecorder latencies, MessageBudget budget) {

    static PhaseStats with(MessageBudget budget) {
        return new PhaseStats(new Counters(), new LatencyRecorder(), budget);
    }
}
