package threadlab.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BackendClientTest {
    /** As an echo server would that is not a backend, or one whose answers are mixed up. */
    @Test
    void anAnswerToAnotherCallIsNone() throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setSoTimeout(5_000);
            var client = new BackendClient((InetSocketAddress) listening.getLocalSocketAddress());
            Thread answering = Thread.startVirtualThread(() -> {
                try (Socket connection = listening.accept()) {
                    BackendCall.readFrom(connection.getInputStream());
                    new BackendCall(2).writeTo(connection.getOutputStream());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThatExceptionOfType(WorkFailedException.class).isThrownBy(() -> client.call(new BackendCall(1)))
                    .extracting(WorkFailedException::lack).isEqualTo(WorkFailedException.Lack.BACKEND);
            answering.join();
        }
    }

    @Test
    void idleConnectionsAreUsedAgainAndClosedWithTheServer() throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setSoTimeout(5_000);
            var client = new BackendClient((InetSocketAddress) listening.getLocalSocketAddress());
            Thread calling = Thread.startVirtualThread(() -> {
                try {
                    client.call(new BackendCall(1));
                    client.call(new BackendCall(2));
                    client.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            try (Socket connection = listening.accept()) {
                connection.setSoTimeout(5_000);
                for (long nanos = 1; nanos <= 2; nanos++) {
                    BackendCall call = BackendCall.readFrom(connection.getInputStream());
                    assertThat(call.nanos()).isEqualTo(nanos);
                    call.writeTo(connection.getOutputStream());
                }
                assertThat(connection.getInputStream().read()).isEqualTo(-1);
            }
            calling.join();
        }
    }
}
