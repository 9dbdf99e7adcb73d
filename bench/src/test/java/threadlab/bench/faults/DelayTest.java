package threadlab.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class DelayTest {
    private static final Duration LEAST = Duration.ofMillis(2);
    private static final Duration MOST = Duration.ofMillis(4);
    private final FakeProxyPath path = new FakeProxyPath();
    private final byte[] bytes = Sink.some(1000);

    @Test
    void eachPieceWaitsAndStaysIntact() throws IOException {
        Sink out = Sink.of(Delay.of(LEAST), path, bytes, 100);
        assertThat(out.bytes()).isEqualTo(bytes);
        assertThat(out.pieces).hasSize(10).containsOnly(100);
        assertThat(path.pauses).hasSize(10).containsOnly(LEAST);
    }

    @Test
    void jitterIsBetweenItsLimitsAndTheSameForTheSameSeed() throws IOException {
        Sink.of(new Delay(LEAST, MOST), path, bytes, 10);
        assertThat(path.pauses).hasSize(100).allSatisfy(pause -> assertThat(pause).isBetween(LEAST, MOST));
        assertThat(new HashSet<>(path.pauses)).hasSizeGreaterThan(90);
        var again = new FakeProxyPath();
        Sink.of(new Delay(LEAST, MOST), again, bytes, 10);
        assertThat(again.pauses).isEqualTo(path.pauses);
    }
}
