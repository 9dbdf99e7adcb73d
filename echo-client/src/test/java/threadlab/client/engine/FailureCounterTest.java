package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static threadlab.client.verify.Failure.CORRUPTED;
import static threadlab.client.verify.Failure.RESET;
import static threadlab.client.verify.Failure.UNEXPECTED_EOF;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import threadlab.client.verify.Failure;

class FailureCounterTest {
    private final FailureCounter failures = new FailureCounter();

    @Test
    void nothingHasFailedAtFirst() {
        assertThat(failures.failures().counts()).isEmpty();
        assertThat(failures.total()).isZero();
        assertThat(failures.failures().first()).isNull();
    }

    @Test
    void failuresAreCountedByKindAndTheFirstStoryIsKept() {
        failures.add(CORRUPTED, 7, "one");
        failures.add(RESET, 8, "two");
        failures.add(CORRUPTED, 9, "three");
        assertThat(failures.failures().counts()).isEqualTo(Map.of(CORRUPTED, 2L, RESET, 1L));
        assertThat(failures.total()).isEqualTo(3);
        assertThat(failures.failures().first()).isEqualTo("corrupted in session 7: one");
    }

    @Test
    void countsTakenEarlierDoNotChangeAnyMore() {
        failures.add(RESET, 0, "");
        Map<Failure, Long> earlier = failures.failures().counts();
        failures.add(RESET, 1, "");
        assertThat(earlier).isEqualTo(Map.of(RESET, 1L));
    }

    @Test
    void failuresFromManyThreadsAreAllCounted() {
        try (var sessions = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                sessions.execute(() -> {
                    for (int n = 0; n < 5_000; n++) {
                        failures.add(n % 2 == 0 ? RESET : UNEXPECTED_EOF, n, "");
                    }
                });
            }
        }
        assertThat(failures.failures().counts()).isEqualTo(Map.of(RESET, 10_000L, UNEXPECTED_EOF, 10_000L));
        assertThat(failures.total()).isEqualTo(20_000);
    }

    @Test
    void kindsAreListedInTheirOrder() {
        for (Failure failure : Failure.values()) {
            failures.add(failure, 0, "");
        }
        assertThat(failures.failures().counts().keySet()).containsExactly(Failure.values());
    }

    @Test
    void namesInProseAreSmallWithHyphens() {
        assertThat(Arrays.stream(Failure.values()).map(Failure::toString)).containsExactly("not-connected",
                "timed-out", "handshake-failed", "tls-error", "reset", "unexpected-eof", "corrupted", "truncated",
                "duplicated",
                "reordered", "misrouted",
                "unfinished");
    }
}
