package threadlab.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which sessions are too idle or too old. Times are plain numbers of nanoseconds; a limit is a thousand. */
class SessionReaperTest {
    private static final long LIMIT = 1000;
    private static final Duration LIMITED = Duration.ofNanos(LIMIT);
    private static final long GRACE = SessionReaper.GRACE.toNanos();

    private final FakeSession session = new FakeSession();

    @Test
    void aSessionIsIdleExactlyAtTheLimit() {
        var sweep = new SessionReaper(LIMITED, Duration.ZERO, Duration.ZERO);
        look(sweep, 0);
        look(sweep, LIMIT - 1);
        assertThat(session.asked()).isEmpty();
        look(sweep, LIMIT);
        assertThat(session.asked()).containsExactly("abort idle");
    }

    @Test
    void theLimitCountsFromTheFirstLookNotFromTheStartOfTheClock() {
        var sweep = new SessionReaper(LIMITED, Duration.ZERO, Duration.ZERO);
        look(sweep, 50 * LIMIT);
        look(sweep, 51 * LIMIT - 1);
        assertThat(session.asked()).isEmpty();
    }

    @Test
    void anEchoResetsTheIdleness() {
        var sweep = new SessionReaper(LIMITED, Duration.ZERO, Duration.ZERO);
        look(sweep, 0);
        session.echo(1);
        look(sweep, LIMIT);
        look(sweep, 2 * LIMIT - 1);
        assertThat(session.asked()).isEmpty();
        look(sweep, 2 * LIMIT);
        assertThat(session.asked()).containsExactly("abort idle");
    }

    @Test
    void anEchoDoesNotMakeASessionYounger() {
        var sweep = new SessionReaper(Duration.ZERO, LIMITED, Duration.ZERO);
        look(sweep, 0);
        session.echo(1);
        look(sweep, LIMIT - 1);
        assertThat(session.asked()).isEmpty();
        session.echo(1);
        look(sweep, LIMIT);
        assertThat(session.asked()).containsExactly("drain lifetime");
    }

    @Test
    void aSessionThatIsTooOldIsDrainedAtEachLookUntilItsGraceIsOver() {
        var sweep = new SessionReaper(Duration.ZERO, LIMITED, Duration.ZERO);
        look(sweep, 0);
        look(sweep, LIMIT);
        look(sweep, LIMIT + 1);
        look(sweep, LIMIT + GRACE - 1);
        assertThat(session.asked()).containsExactly("drain lifetime", "drain lifetime", "drain lifetime");
        look(sweep, LIMIT + GRACE);
        assertThat(session.asked()).containsExactly("abort lifetime");
    }

    @Test
    void idlenessCutsADrainShort() {
        var sweep = new SessionReaper(LIMITED, Duration.ofNanos(LIMIT / 2), Duration.ZERO);
        look(sweep, 0);
        look(sweep, LIMIT / 2);
        look(sweep, LIMIT);
        assertThat(session.asked()).containsExactly("drain lifetime", "abort idle");
    }

    @Test
    void zeroMeansNever() {
        var neither = new SessionReaper(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        look(neither, 0);
        look(neither, Duration.ofDays(365).toNanos());
        assertThat(session.asked()).isEmpty();
    }

    @Test
    void theClockMayPassItsLargestNumber() {
        var sweep = new SessionReaper(LIMITED, LIMITED.multipliedBy(10), Duration.ZERO);
        long start = Long.MAX_VALUE - LIMIT / 2;
        look(sweep, start);
        look(sweep, start + LIMIT - 1);
        assertThat(session.asked()).isEmpty();
        look(sweep, start + LIMIT);
        assertThat(session.asked()).containsExactly("abort idle");
    }

    @Test
    void aSessionThatIsGoneIsForgotten() {
        var sweep = new SessionReaper(LIMITED, Duration.ZERO, Duration.ZERO);
        look(sweep, 0);
        sweep.look(Set.of(), LIMIT / 2);
        look(sweep, LIMIT);
        assertThat(session.asked()).as("as if seen for the first time").isEmpty();
        look(sweep, 2 * LIMIT);
        assertThat(session.asked()).containsExactly("abort idle");
    }

    @Test
    void eachSessionIsJudgedByItself() {
        var sweep = new SessionReaper(LIMITED, Duration.ZERO, Duration.ZERO);
        var late = new FakeSession();
        look(sweep, 0);
        sweep.look(Set.of(session, late), LIMIT / 2);
        sweep.look(Set.of(session, late), LIMIT);
        assertThat(session.asked()).containsExactly("abort idle");
        assertThat(late.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0.001S, PT0S, PT0.005S", "PT0.08S, PT0S, PT0.01S", "PT0S, PT0.08S, PT0.01S", "PT4S, PT1M, PT0.5S",
            "PT1M, PT4S, PT0.5S", "PT8S, PT0S, PT1S", "PT8760H, PT8760H, PT1S"})
    void itLooksAnEighthOfTheShorterLimitApartBetweenFiveMillisecondsAndASecond(Duration idle, Duration life,
            Duration period) {
        assertThat(new SessionReaper(idle, life, Duration.ZERO).period()).isEqualTo(period);
    }

    private void look(SessionReaper sweep, long now) {
        sweep.look(Set.of(session), now);
    }
}
