package threadlab.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import threadlab.bench.faults.ProxyPath.Direction;
import threadlab.server.EchoServer;
import threadlab.server.ServerConfig;
import threadlab.server.events.CloseReason;

/** Tests with real sockets what client and server see of a fault. */
class FaultProxyTest {
    private static final long SEED = 1;
    private final byte[] bytes = Sink.some(200_000);
    private EchoServer server;

    @BeforeEach
    void start() throws IOException {
        server = EchoServer.start(ServerConfig.defaults().withPort(0));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void allBytesPassAndTheEndOfTheStreamAsWell() throws Exception {
        try (var proxy = proxy(Fault.NONE); var client = client(proxy)) {
            Thread sending = Thread.startVirtualThread(() -> sendAndEnd(client));
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(bytes);
            sending.join();
            assertThat(proxy.passed(Direction.UP)).isEqualTo(bytes.length);
            assertThat(proxy.passed(Direction.DOWN)).isEqualTo(bytes.length);
            awaitClosed(CloseReason.END_OF_STREAM);
        }
    }

    @Test
    void aCutEndsBothStreamsInOrderAfterThoseBytes() throws Exception {
        try (var proxy = proxy(new Cut(1000, 1000)); var client = client(proxy)) {
            Thread sending = Thread.startVirtualThread(() -> sendAndEnd(client));
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(Arrays.copyOf(bytes, 1000));
            sending.join();
            awaitClosed(CloseReason.END_OF_STREAM);
        }
    }

    @Test
    void aResetReachesBothSides() throws IOException {
        try (var proxy = proxy(new Reset(5, 5)); var client = client(proxy)) {
            client.getOutputStream().write(bytes, 0, 10);
            assertThatThrownBy(() -> client.getInputStream().readAllBytes()).isInstanceOf(SocketException.class);
            awaitClosed(CloseReason.RESET);
        }
    }

    @Test
    void inABlackholeNeitherSideSeesTheEndOfTheOther() throws IOException {
        try (var proxy = proxy(new Blackhole(5, 5))) {
            try (var client = client(proxy)) {
                client.getOutputStream().write(bytes, 0, 10);
                await().until(() -> proxy.blackholes() == 1);
            }
            assertThat(server.stop(Duration.ofSeconds(20)).drained()).isEqualTo(1);
            assertThat(server.stats().closed(CloseReason.DRAINED)).as("not by the end of stream that the client sent")
                    .isEqualTo(1);
        }
    }

    @Test
    void aResetOfTheClientReachesTheServer() throws IOException {
        try (var proxy = proxy(Fault.NONE)) {
            try (var client = client(proxy)) {
                client.getOutputStream().write(7);
                assertThat(client.getInputStream().read()).isEqualTo(7);
                client.setSoLinger(true, 0);
            }
            awaitClosed(CloseReason.RESET);
        }
    }

    @Test
    void withoutAServerTheClientIsReset() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        var noServer = new InetSocketAddress(InetAddress.getLoopbackAddress(), free);
        try (var proxy = new FaultProxy(noServer, Fault.NONE, SEED); var client = client(proxy)) {
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void closingResetsOpenConnectionsAndLeavesNoDescriptor() throws IOException {
        openAndClose(); // the JDK keeps some descriptors open from their first use on
        long before = OpenFiles.count();
        openAndClose();
        await().untilAsserted(() -> assertThat(OpenFiles.count()).isLessThanOrEqualTo(before));
    }

    private void openAndClose() throws IOException {
        List<Socket> clients = new ArrayList<>();
        try (var proxy = proxy(Fault.NONE)) {
            for (int i = 0; i < 20; i++) {
                Socket client = client(proxy);
                client.getOutputStream().write(i);
                assertThat(client.getInputStream().read()).isEqualTo(i);
                clients.add(client);
            }
        }
        for (Socket client : clients) {
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            client.close();
        }
        await().until(() -> server.stats().open() == 0);
    }

    private FaultProxy proxy(Fault fault) throws IOException {
        return new FaultProxy(server.address(), fault, SEED);
    }

    private static Socket client(FaultProxy proxy) throws IOException {
        var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(10_000);
        return client;
    }

    private void sendAndEnd(Socket client) {
        try {
            client.getOutputStream().write(bytes);
            client.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitClosed(CloseReason reason) {
        await().until(() -> server.stats().closed(reason) == 1);
    }
}
