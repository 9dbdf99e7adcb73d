package threadlab.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import threadlab.bench.faults.ProxyPath.Direction;

class FaultTest {
    private final FakeProxyPath path = new FakeProxyPath();
    private final byte[] bytes = Sink.some(20);

    @Test
    void faultsActOneAfterTheOther() throws IOException {
        Duration time = Duration.ofMillis(1);
        assertThat(Sink.of(Delay.of(time).then(new Slicer(2)), path, bytes, 10).pieces).hasSize(10).containsOnly(2);
        assertThat(path.pauses).as("a delay for each piece that came").hasSize(2);
        var other = new FakeProxyPath();
        Sink.of(new Slicer(2).then(Delay.of(time)), other, bytes, 10);
        assertThat(other.pauses).as("a delay for each piece that was made").hasSize(10);
    }

    @Test
    void aFaultOfOneDirectionLeavesTheOtherIntact() throws IOException {
        Fault up = new Slicer(1).going(Direction.UP);
        assertThat(Sink.of(up, new FakeProxyPath(0, Direction.UP), bytes, 10).pieces).hasSize(20);
        assertThat(Sink.of(up, new FakeProxyPath(0, Direction.DOWN), bytes, 10).pieces).containsExactly(10, 10);
    }

    @Test
    void withoutAFaultAllStaysIntact() throws IOException {
        Sink out = Sink.of(Fault.NONE.then(Fault.NONE), path, bytes, 10);
        assertThat(out.bytes()).isEqualTo(bytes);
        assertThat(out.pieces).containsExactly(10, 10);
    }
}
