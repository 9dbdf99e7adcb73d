package threadlab.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GiveWayTest {
    private final byte[] bytes = Sink.some(6_400);

    @Test
    void afterOneInSoManyPiecesTheOthersAreLetRun() throws IOException {
        var way = new FakeWay();
        Sink out = Sink.of(new Split(1).then(new GiveWay(32)), way, bytes, 7);
        assertThat(out.bytes()).isEqualTo(bytes);
        assertThat(way.asked).containsOnly("give way").hasSizeBetween(150, 250);
    }
}
