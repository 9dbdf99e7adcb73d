package threadlab.bench.compare;

import java.time.Instant;

/** The measured window of a trial, on the clock that log files have. */
record Window(long startEpochMillis, long endEpochMillis) {

    Instant start() {
        return Instant.ofEpochMilli(startEpochMillis);
    }

    Instant end() {
        return Instant.ofEpochMilli(endEpochMillis);
    }

    double millis() {
        return endEpochMillis - startEpochMillis;
    }
}
