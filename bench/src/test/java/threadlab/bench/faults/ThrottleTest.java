package threadlab.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final FakeProxyPath path = new FakeProxyPath();

    @Test
    void theBytesOfASecondWaitForASecondInAll() throws IOException {
        byte[] bytes = Sink.some(10_000);
        Sink out = Sink.of(new Throttle(10_000), path, bytes, 3_333);
        assertThat(out.bytes()).isEqualTo(bytes);
        assertThat(out.pieces).allSatisfy(piece -> assertThat(piece).isLessThanOrEqualTo(100));
        assertThat(path.pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void evenAByteASecondPasses() throws IOException {
        Sink out = Sink.of(new Throttle(1), path, Sink.some(2), 2);
        assertThat(out.pieces).containsExactly(1, 1);
        assertThat(path.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }
}
