package threadlab.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import threadlab.server.carriers.VirtualThreadScheduler;
import threadlab.server.events.CloseReason;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerStats;
import threadlab.server.events.StartLatency;

class StatsReporterTest {
    private static final ServerStats BEFORE = new ServerStats(100, 10, Map.of(),
            Map.of(RejectReason.NOT_ALLOWED, 50L), 1_000, 1 << 20, StartLatency.NONE);
    private static final ServerStats NOW = new ServerStats(3_100, 2_500, Map.of(CloseReason.RESET, 600L),
            Map.of(RejectReason.NOT_ALLOWED, 50L), 3_001_000,
            6 << 20, StartLatency.NONE.plus(70_000_000));

    @Test
    void saysWhatHappenedBetweenTwoLooksPerSecond() {
        assertThat(
                StatsReporter.text(BEFORE, NOW, StartLatency.NONE, 2.0, 1_012, OptionalLong.empty(),
                        OptionalLong.empty(), OptionalLong.empty()))
                .isEqualTo(
                        "2,500 sessions, 1,500 accepted/s, 1,500,000 reads/s, 2.50 MiB/s, 1,012 OS threads");
    }

    @Test
    void addsTheSchedulersFiguresWhereThereAreAny() {
        assertThat(
                StatsReporter.text(BEFORE, NOW, StartLatency.NONE, 2.0, 12, OptionalLong.of(1), OptionalLong.of(2),
                        OptionalLong.of(1_234)))
                .isEqualTo(
                        "2,500 sessions, 1,500 accepted/s, 1,500,000 reads/s, 2.50 MiB/s, 12 OS threads, "
                                + "1 carrier, 2 virtual threads mounted, 1,234 queued");
    }

    @Test
    void tellsOfRefusalsOfAllKindsWhereThereWereAnySinceTheLastLine() {
        var now = new ServerStats(3_100, 2_500, Map.of(),
                Map.of(RejectReason.NOT_ALLOWED, 2_050L, RejectReason.ADDRESS_FULL, 400L), 1_000, 1 << 20,
                StartLatency.NONE);
        assertThat(
                StatsReporter.text(BEFORE, now, StartLatency.NONE, 2.0, 12, OptionalLong.empty(), OptionalLong.of(2),
                        OptionalLong.empty()))
                .isEqualTo("2,500 sessions, 1,500 accepted/s, 0 reads/s, 0.00 MiB/s, 12 OS threads, 1,200 rejected/s, "
                        + "2 virtual threads mounted");
    }

    @Test
    void endsWithTheLongestStartDelayOfTheSessionsThatStartedSinceTheLastLine() {
        var starts = StartLatency.NONE.plus(12_345_678).plus(1_000);
        assertThat(StatsReporter.text(BEFORE, NOW, starts, 2.0, 12, OptionalLong.of(2), OptionalLong.of(2),
                OptionalLong.of(3)))
                .endsWith(", 3 queued, start latency up to 12.3 ms");
    }

    @Test
    void readsTheSameInEveryCountry() {
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(StatsReporter.text(BEFORE, NOW, StartLatency.NONE, 2.0, 12, OptionalLong.of(8),
                    OptionalLong.of(2_000), OptionalLong.empty()))
                    .contains("2,500 sessions", "2.50 MiB/s", "2,000 virtual");
            assertThat(new StatsReporter().next(NOW, StartLatency.NONE.plus(1_234_500_000))).endsWith(" 1,234.5 ms");
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void theNextLineCountsFromTheLastOne() {
        var line = new StatsReporter();
        assertThat(line.next(NOW, StartLatency.NONE)).startsWith("2,500 sessions, ").doesNotContain(" 0 accepted/s",
                " 0 reads/s");
        assertThat(line.next(NOW, StartLatency.NONE))
                .startsWith("2,500 sessions, 0 accepted/s, 0 reads/s, 0.00 MiB/s, ");
    }

    @Test
    void theSchedulerTellsItsFiguresFromJdk24On() {
        boolean tells = Runtime.version().feature() >= 24;
        assertThat(VirtualThreadScheduler.mounted().isPresent()).isEqualTo(tells);
        assertThat(VirtualThreadScheduler.queued().isPresent()).isEqualTo(tells);
        assertThat(VirtualThreadScheduler.carriers().isPresent()).isEqualTo(tells);
    }
}
