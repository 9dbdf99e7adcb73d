package threadlab.bench.soak.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import threadlab.bench.soak.ComplainingServer;
import threadlab.bench.soak.plan.SoakPlan;
import threadlab.server.ThreadModel;

class SoakedServerTest {
    private static final SoakPlan PLAN = new SoakPlan(ThreadModel.VIRTUAL_TUNED.toString(), 5, 1, 0.1, 10, 0.02, 1);

    @Test
    void tellsOfItselfUntilItIsStopped() throws Exception {
        try (var server = new SoakedServer(ServerCommand.of(SoakServer.class, PLAN))) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.getOutputStream().write("hello".getBytes());
                assertThat(socket.getInputStream().readNBytes(5)).hasSize(5);
                ServerReport report = server.report();
                assertThat(report.open()).isOne();
                assertThat(report.accepted()).isOne();
                assertThat(report.closed()).isEmpty();
                assertThat(report.liveHeapBytes()).isBetween(100_000L, 50_000_000L);
                assertThat(report.virtualThreads()).isPositive();
                assertThat(report.directBytes()).isNotNull();
            }
            await().untilAsserted(
                    () -> assertThat(server.report().closed()).isEqualTo(Map.of("end-of-stream", 1L)));
            assertThat(server.stop()).isNull();
            assertThat(ProcessHandle.of(server.pid())).isEmpty();
        }
    }

    @Test
    void aServerThatSaysSomethingOnStandardErrorIsQuoted() throws Exception {
        try (var server = new SoakedServer(ServerCommand.of(ComplainingServer.class, PLAN))) {
            assertThat(server.stop())
                    .isEqualTo("the server ended with status 0, and said: something was odd\\u{1b}[2J\\u{202e}");
        }
    }

    @Test
    void aServerThatDoesNotStartIsAnErrorInALine() {
        assertThatIOException().isThrownBy(() -> new SoakedServer(ServerCommand.of(SoakedServerTest.class, PLAN)))
                .withMessageStartingWith("the server ended with status 1, and said: ");
    }
}
