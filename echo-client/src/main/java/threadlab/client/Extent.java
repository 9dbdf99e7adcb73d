package threadlab.client;

import java.time.Duration;

/**
 * How long a run lasts. Always valid.
 *
 * @param warmup time under full load before the measurement, not counted, 0 to 24 hours; the longest, where the run is
 *            told to {@linkplain LoadGenerator#measureNow measure} sooner
 * @param duration time measured, more than zero, to 24 hours
 * @param echoes messages that are measured, 1 to 10^12, after which the run ends; 0 for as many as the time brings
 */
public record Extent(Duration warmup, Duration duration, long echoes) {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final long MOST = 1_000_000_000_000L;

    public Extent {
        Allowed.time("warmup", warmup);
        Allowed.time("duration", duration);
        Allowed.check(duration.isPositive(), "duration", "0s", "more than 0s, to 24h");
        Allowed.check(echoes >= 0 && echoes <= MOST, "echoes", echoes, "1 to " + MOST);
    }

    public static Extent ofTime(Duration warmup, Duration duration) {
        return new Extent(warmup, duration, 0);
    }

    /** However long that takes, a day at most. */
    public static Extent ofEchoes(Duration warmup, long echoes) {
        Allowed.check(echoes >= 1, "echoes", echoes, "1 to " + MOST);
        return new Extent(warmup, LONGEST, echoes);
    }

    boolean isCounted() {
        return echoes > 0;
    }

    /** Whether a run that measured so much ended before it had all that was planned. */
    boolean isCutShort(Duration measured, long measuredEchoes) {
        return isCounted() ? measuredEchoes < echoes : measured.compareTo(duration) < 0;
    }
}
