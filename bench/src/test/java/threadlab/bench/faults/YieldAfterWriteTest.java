package threadlab.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class YieldAfterWriteTest {

    @Test
    void otherThreadsRunAfterEachPiece() throws IOException {
        var path = new FakeProxyPath();
        byte[] bytes = Sink.some(20);
        Sink out = Sink.of(new Slicer(2).then(new YieldAfterWrite()), path, bytes, 7);
        assertThat(out.bytes()).isEqualTo(bytes);
        assertThat(path.asked).containsOnly("yield").hasSameSizeAs(out.pieces);
    }
}
