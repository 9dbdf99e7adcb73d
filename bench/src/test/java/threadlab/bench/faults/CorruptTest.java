package threadlab.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import threadlab.bench.faults.Corrupt.Flip;
import threadlab.bench.faults.ProxyPath.Direction;

class CorruptTest {
    private final byte[] bytes = Sink.some(1000);

    @Test
    void oneBitIsFlippedInOneDirectionAndRecorded() throws IOException {
        for (int connection = 0; connection < 50; connection++) {
            var corrupt = new Corrupt(1, bytes.length);
            byte[] up = Sink.of(corrupt, new FakeProxyPath(connection, Direction.UP), bytes, 7).bytes();
            byte[] down = Sink.of(corrupt, new FakeProxyPath(connection, Direction.DOWN), bytes, 1000).bytes();
            assertThat(corrupt.flips()).hasSize(1);
            Flip flip = corrupt.flips().getFirst();
            byte[] expected = bytes.clone();
            expected[(int) flip.offset()] ^= (byte) (1 << flip.bit());
            assertThat(flip.connection()).isEqualTo(connection);
            assertThat(up).isEqualTo(flip.direction() == Direction.UP ? expected : bytes);
            assertThat(down).isEqualTo(flip.direction() == Direction.DOWN ? expected : bytes);
        }
    }

    @Test
    void aConnectionThatIsNotChosenStaysIntact() throws IOException {
        var corrupt = new Corrupt(0, 1);
        assertThat(Sink.of(corrupt, new FakeProxyPath(), bytes, 7).bytes()).isEqualTo(bytes);
        assertThat(corrupt.flips()).isEmpty();
    }

    @Test
    void aBitThatIsNotReachedIsNotRecorded() throws IOException {
        var corrupt = new Corrupt(1, 1_000_000_000_000L);
        Sink.of(corrupt, new FakeProxyPath(0, Direction.UP), bytes, 7);
        Sink.of(corrupt, new FakeProxyPath(0, Direction.DOWN), bytes, 7);
        assertThat(corrupt.flips()).isEmpty();
    }

    @Test
    void connectionsAreChosenWithTheChance() throws IOException {
        var corrupt = new Corrupt(0.25, 1);
        for (int connection = 0; connection < 1000; connection++) {
            for (Direction direction : Direction.values()) {
                Sink.of(corrupt, new FakeProxyPath(connection, direction), bytes, 1000);
            }
        }
        assertThat(corrupt.flips()).hasSizeBetween(200, 300);
    }
}
