package threadlab.support;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class SelfConnectionTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /** The port is not in TIME-WAIT, so that a server that is about to listen there can. */
    @Test
    void aSocketThatIsConnectedToItselfIsRefusedAndLeavesThePortFree() throws IOException {
        int port;
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(LOOPBACK, 0));
            port = socket.getLocalPort();
            socket.connect(socket.getLocalSocketAddress());
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> SelfConnection.check(socket))
                    .withMessageContaining("nobody listens");
        }
        try (var server = new ServerSocket()) {
            server.setReuseAddress(false);
            server.bind(new InetSocketAddress(LOOPBACK, port));
        }
    }

    @Test
    void aChannelIsRefusedToo() throws IOException {
        try (SocketChannel channel = SocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0))) {
            channel.connect(channel.getLocalAddress());
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> SelfConnection.check(channel.socket()));
        }
    }

    @Test
    void aConnectionToAServerAndASocketWithoutOneAreNot() throws IOException {
        try (var server = new ServerSocket(0, 1, LOOPBACK); var socket = new Socket()) {
            assertThatCode(() -> SelfConnection.check(socket)).doesNotThrowAnyException();
            socket.connect(server.getLocalSocketAddress());
            assertThatCode(() -> SelfConnection.check(socket)).doesNotThrowAnyException();
        }
    }
}
