package threadlab.client.plan;

import java.time.Duration;
import threadlab.support.Preconditions;

/**
 * How long a run lasts. Always valid.
 *
 * @param warmup time under full load before the measured window, 0 to 24 hours; a run may be told to end it sooner
 * @param duration length of the measured window, more than zero, to 24 hours
 * @param echoes messages to measure, 1 to 10^12, after which the run ends; 0 for no such limit
 */
public record RunLimit(Duration warmup, Duration duration, long echoes) {
    private static final Duration MAX_DURATION = Duration.ofHours(24);
    private static final long MAX_ECHOES = 1_000_000_000_000L;

    public RunLimit {
        Preconditions.checkRange("warmup", warmup, Duration.ZERO, MAX_DURATION);
        Preconditions.check(duration.isPositive() && duration.compareTo(MAX_DURATION) <= 0, "duration", duration,
                "more than 0s, to 24h");
        Preconditions.checkRange("echoes", echoes, 0, MAX_ECHOES);
    }

    public static RunLimit ofTime(Duration warmup, Duration duration) {
        return new RunLimit(warmup, duration, 0);
    }

    /** A number of echoes, however long they take, up to a day. */
    public static RunLimit ofEchoes(Duration warmup, long echoes) {
        Preconditions.checkRange("echoes", echoes, 1, MAX_ECHOES);
        return new RunLimit(warmup, MAX_DURATION, echoes);
    }

    /** Returns whether the run ends after a number of echoes rather than after a time. */
    public boolean isCounted() {
        return echoes > 0;
    }

    /** Returns whether a run that measured this much ended before it had measured all that was planned. */
    public boolean isCutShort(Duration measured, long measuredEchoes) {
        return isCounted() ? measuredEchoes < echoes : measured.compareTo(duration) < 0;
    }
}
