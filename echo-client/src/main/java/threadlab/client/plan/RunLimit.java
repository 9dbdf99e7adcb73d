package threadlab.client.plan;

import java.time.Duration;
import threadlab.client.engine.LoadGenerator;

/**
 * How long a run lasts. Always valid.
 *
 * @param warmup time under full load before the measurement, not counted, 0 to 24 hours; the longest, where the run is
 *            told to {@linkplain LoadGenerator#measureNow measure} sooner
 * @param duration time measured, more than zero, to 24 hours
 * @param echoes messages that are measured, 1 to 10^12, after which the run ends; 0 for as many as the time brings
 */
public record RunLimit(Duration warmup, Duration duration, long echoes) {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final long MOST = 1_000_000_000_000L;

    public RunLimit {
        Preconditions.time("warmup", warmup);
        Preconditions.time("duration", duration);
        Preconditions.check(duration.isPositive(), "duration", "0s", "more than 0s, to 24h");
        Preconditions.check(echoes >= 0 && echoes <= MOST, "echoes", echoes, "1 to " + MOST);
    }

    public static RunLimit ofTime(Duration warmup, Duration duration) {
        return new RunLimit(warmup, duration, 0);
    }

    /** However long that takes, a day at most. */
    public static RunLimit ofEchoes(Duration warmup, long echoes) {
        Preconditions.check(echoes >= 1, "echoes", echoes, "1 to " + MOST);
        return new RunLimit(warmup, LONGEST, echoes);
    }

    public boolean isCounted() {
        return echoes > 0;
    }

    /** Whether a run that measured so much ended before it had all that was planned. */
    public boolean isCutShort(Duration measured, long measuredEchoes) {
        return isCounted() ? measuredEchoes < echoes : measured.compareTo(duration) < 0;
    }
}
