package threadlab.bench.soak.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import threadlab.bench.soak.ComplainingServer;
import threadlab.server.ThreadModel;

class SoakedServerTest {
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(10);

    @Test
    void itReportsUntilItIsStopped() throws Exception {
        try (var server = new SoakedServer(command(SoakServer.class))) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.getOutputStream().write("hello".getBytes());
                assertThat(socket.getInputStream().readNBytes(5)).hasSize(5);
                ServerReport report = server.report();
                assertThat(report.open()).isOne();
                assertThat(report.accepted()).isOne();
                assertThat(report.closed()).isEmpty();
                assertThat(report.jvm().liveHeapBytes()).isBetween(100_000L, 50_000_000L);
                assertThat(report.jvm().virtualThreads()).isPositive();
                assertThat(report.jvm().directBytes()).isNotNull();
            }
            await().untilAsserted(
                    () -> assertThat(server.report().closed()).isEqualTo(Map.of("end-of-stream", 1L)));
            assertThat(server.stop()).isEmpty();
            assertThat(ProcessHandle.of(server.pid())).isEmpty();
        }
    }

    @Test
    void anErrorThatTheServerPrintsIsReturned() throws Exception {
        try (var server = new SoakedServer(command(ComplainingServer.class))) {
            assertThat(server.stop())
                    .contains("the server ended with status 0: something was odd\\u{1b}[2J\\u{202e}");
        }
    }

    @Test
    void aServerThatDoesNotStartIsAnErrorInOneLine() {
        assertThatIOException().isThrownBy(() -> new SoakedServer(command(SoakedServerTest.class)))
                .withMessageStartingWith("the server ended with status 1: ");
    }

    private static List<String> command(Class<?> main) {
        return ServerCommand.of(main, ThreadModel.VIRTUAL_TUNED.toString(), IDLE_TIMEOUT);
    }
}
