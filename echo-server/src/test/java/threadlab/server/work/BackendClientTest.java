package threadlab.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadlab.server.work.WorkFailedException.Lack;

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
                    .extracting(WorkFailedException::lack).isEqualTo(Lack.BACKEND);
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

    @Test
    void aCallThatIsCutOffClosesNoneButItsOwnConnection() throws Exception {
        try (var backend = new FakeBackend(3); var client = new BackendClient(backend.address())) {
            callTogether(client, 3);
            var failure = new CompletableFuture<WorkFailedException>();
            Thread calling = Thread.startVirtualThread(() -> {
                try {
                    client.call(FakeBackend.NEVER);
                } catch (WorkFailedException e) {
                    failure.complete(e);
                }
            });
            await().until(() -> calling.getState() == Thread.State.WAITING
                    || calling.getState() == Thread.State.TIMED_WAITING);
            calling.interrupt();
            assertThat(failure.get(20, TimeUnit.SECONDS)).returns(Lack.BACKEND, WorkFailedException::lack);
            client.call(FakeBackend.AT_ONCE);
            assertThat(backend.accepted()).isEqualTo(3);
        }
    }

    @Test
    void connectionsThatAPeakHasLeftAreClosed() throws Exception {
        try (var backend = new FakeBackend(3);
                var client = new BackendClient(backend.address(), Duration.ofMillis(20))) {
            callTogether(client, 3);
            await().until(() -> {
                client.call(FakeBackend.AT_ONCE);
                return backend.open() <= 1;
            });
        }
    }

    private static void callTogether(BackendClient client, int calls) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<?> call : threads.invokeAll(Collections.nCopies(calls, () -> {
                client.call(FakeBackend.TOGETHER);
                return null;
            }))) {
                call.get();
            }
        }
    }
}
