package threadlab.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.bench.faults.ProxyPath.Direction;

/** Tests the faults that end a connection after some bytes. */
class AfterBytesTest {
    private final FakeProxyPath path = new FakeProxyPath();
    private final byte[] bytes = Sink.some(100);

    @ParameterizedTest
    @CsvSource({"1, end", "7, reset", "100, blackhole"})
    void itHappensOnceAfterTheBytesAndTheRestIsDropped(int piece, String what) throws IOException {
        Fault fault = switch (what) {
            case "end" -> new Cut(50, 50);
            case "reset" -> new Reset(50, 50);
            default -> new Blackhole(50, 50);
        };
        Sink out = Sink.of(fault, path, bytes, piece);
        assertThat(out.bytes()).isEqualTo(Arrays.copyOf(bytes, 50));
        assertThat(path.asked).containsExactly(what);
    }

    @Test
    void nothingHappensToFewerBytes() throws IOException {
        Sink out = Sink.of(new Cut(101, 101), path, bytes, 10);
        assertThat(out.bytes()).isEqualTo(bytes);
        assertThat(path.asked).isEmpty();
    }

    @Test
    void afterNoBytesItHappensWithTheFirstByte() throws IOException {
        Sink out = Sink.of(new Reset(0, 0), path, bytes, 10);
        assertThat(out.bytes()).isEmpty();
        assertThat(path.asked).containsExactly("reset");
    }

    @Test
    void theLengthDependsOnTheSeedAndThePath() throws IOException {
        var fault = new Cut(0, 99);
        int length = Sink.of(fault, path, bytes, 1).bytes().length;
        assertThat(Sink.of(fault, new FakeProxyPath(), bytes, 13).bytes()).hasSize(length);
        assertThat(Sink.of(fault, new FakeProxyPath(0, Direction.DOWN), bytes, 1).bytes().length).isNotEqualTo(length);
        assertThat(Sink.of(fault, new FakeProxyPath(1, Direction.UP), bytes, 1).bytes().length).isNotEqualTo(length);
    }
}
