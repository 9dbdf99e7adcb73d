package threadlab.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SplitTest {
    private final byte[] bytes = Sink.some(10);

    @Test
    void bytesComeOutOneByOne() throws IOException {
        Sink out = Sink.of(new Split(1), new FakeWay(), bytes, 7);
        assertThat(out.bytes()).isEqualTo(bytes);
        assertThat(out.pieces).hasSize(10).containsOnly(1);
    }

    @Test
    void theLastPieceIsWhatIsLeft() throws IOException {
        Sink out = Sink.of(new Split(4), new FakeWay(), bytes, 10);
        assertThat(out.bytes()).isEqualTo(bytes);
        assertThat(out.pieces).containsExactly(4, 4, 2);
    }
}
