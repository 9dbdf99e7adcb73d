package threadlab.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GiveWayTest {

    @Test
    void theOthersAreLetRunAfterEachPiece() throws IOException {
        var way = new FakeWay();
        byte[] bytes = Sink.some(20);
        Sink out = Sink.of(new Split(2).then(new GiveWay()), way, bytes, 7);
        assertThat(out.bytes()).isEqualTo(bytes);
        assertThat(way.asked).containsOnly("give way").hasSameSizeAs(out.pieces);
    }
}
