package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadCommandTest {

    @Test
    void reportsARunThatWentWell() {
        assertThat(LoadCommand.report(LoadResultTest.hundredEchoes())).isEqualToNormalizingNewlines("""
                OK: 1,000 sessions, 64-byte messages, 2s after 1.5s of warm-up
                  echoes     100 (50 a second), every byte verified
                  p50        0.100 ms
                  p90        0.200 ms
                  p99        1.000 ms
                  p99.9      20.005 ms
                  p99.99     20.005 ms
                  max        20.005 ms
                  load CPU   5000.00 us an echo, 0.25 CPUs busy
                  in all     12,345 echoes with the warm-up
                """);
    }

    @Test
    void reportsWhatFailedAndNoFiguresWhereNothingWasMeasured() {
        Map<Failure, Long> failures = new EnumMap<>(Map.of(Failure.MISMATCH, 998L, Failure.RESET, 1_002L));
        assertThat(LoadCommand.report(LoadResultTest.nothingMeasured(failures, "reset in session 4: \u001b[2J")))
                .isEqualToNormalizingNewlines("""
                        FAILED: 1,000 sessions, 64-byte messages, 2s after 1.5s of warm-up
                          in all     2,000 echoes with the warm-up
                          failed     1,002 sessions reset
                          failed     998 sessions mismatch
                          first      reset in session 4: \\u{1b}[2J
                        """);
    }
}
