package threadlab.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoalesceTest {
    private static final Duration QUIET = Duration.ofMillis(3);
    private final Coalesce coalesce = new Coalesce(10, QUIET);
    private final FakeProxyPath path = new FakeProxyPath();

    @Test
    void piecesAreJoinedWhileMoreWaits() throws IOException {
        byte[] bytes = Sink.some(8);
        path.waiting.addAll(List.of(1, 1, 1, 1, 1, 1)); // asked twice for each piece
        Sink out = Sink.of(coalesce, path, bytes, 2);
        assertThat(out.bytes()).isEqualTo(bytes);
        assertThat(out.pieces).containsExactly(8);
        assertThat(path.pauses).as("only when nothing waited").containsExactly(QUIET);
    }

    @Test
    void bytesThatComeInThePauseAreJoined() throws IOException {
        path.waiting.addAll(List.of(0, 1));
        Sink out = Sink.of(coalesce, path, Sink.some(8), 4);
        assertThat(out.pieces).containsExactly(8);
    }

    @Test
    void aFullBufferIsPassedOnAtOnce() throws IOException {
        byte[] bytes = Sink.some(25);
        path.waiting.addAll(List.of(1, 1));
        Sink out = Sink.of(coalesce, path, bytes, 25);
        assertThat(out.pieces).as("the rest is kept, since more waits").containsExactly(10, 10);
    }

    @Test
    void nothingIsKeptWhenNothingWaits() throws IOException {
        byte[] bytes = Sink.some(25);
        Sink out = Sink.of(coalesce, path, bytes, 25);
        assertThat(out.bytes()).isEqualTo(bytes);
        assertThat(out.pieces).containsExactly(10, 10, 5);
    }
}
