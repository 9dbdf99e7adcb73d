package threadlab.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class DelayTest {
    private static final Duration LEAST = Duration.ofMillis(2);
    private static final Duration MOST = Duration.ofMillis(4);
    private final FakeProxyPath way = new FakeProxyPath();
    private final byte[] bytes = Sink.some(1000);

    @Test
    void eachPieceWaitsAndStaysAsItIs() throws IOException {
        Sink out = Sink.of(Delay.of(LEAST), way, bytes, 100);
        assertThat(out.bytes()).isEqualTo(bytes);
        assertThat(out.pieces).hasSize(10).containsOnly(100);
        assertThat(way.pauses).hasSize(10).containsOnly(LEAST);
    }

    @Test
    void jitterIsBetweenItsLimitsAndTheSameForTheSameSeed() throws IOException {
        Sink.of(new Delay(LEAST, MOST), way, bytes, 10);
        assertThat(way.pauses).hasSize(100).allSatisfy(pause -> assertThat(pause).isBetween(LEAST, MOST));
        assertThat(new HashSet<>(way.pauses)).hasSizeGreaterThan(90);
        var again = new FakeProxyPath();
        Sink.of(new Delay(LEAST, MOST), again, bytes, 10);
        assertThat(again.pauses).isEqualTo(way.pauses);
    }
}
