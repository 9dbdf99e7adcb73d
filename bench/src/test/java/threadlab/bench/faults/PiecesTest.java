package threadlab.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PiecesTest {

    @Test
    void smallPiecesAndLargeOnesComeInTheirOrder() throws IOException {
        byte[] bytes = Sink.some(1_000_000);
        Sink out = Sink.of(new Pieces(10_000), new FakeProxyPath(), bytes, 1_000_000);
        assertThat(out.bytes()).isEqualTo(bytes);
        assertThat(out.pieces).allMatch(size -> size >= 1 && size <= 10_000).contains(1)
                .anyMatch(size -> size > 1_000);
    }
}
