package threadlab.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SlicerTest {
    private final byte[] bytes = Sink.some(10);

    @Test
    void bytesComeOutOneByOne() throws IOException {
        Sink out = Sink.of(new Slicer(1), new FakeProxyPath(), bytes, 7);
        assertThat(out.bytes()).isEqualTo(bytes);
        assertThat(out.pieces).hasSize(10).containsOnly(1);
    }

    @Test
    void theLastPieceIsWhatIsLeft() throws IOException {
        Sink out = Sink.of(new Slicer(4), new FakeProxyPath(), bytes, 10);
        assertThat(out.bytes()).isEqualTo(bytes);
        assertThat(out.pieces).containsExactly(4, 4, 2);
    }
}
