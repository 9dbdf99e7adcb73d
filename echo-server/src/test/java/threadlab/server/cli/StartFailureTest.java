package threadlab.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.EchoServer;
import threadlab.server.Peer;
import threadlab.server.ServerConfig;
import threadlab.server.ThreadModel;

class StartFailureTest {
    private final ServerConfig config = ServerConfig.defaults().withPort(0);

    @Test
    void aPortInUse() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThat(failureOf(config.withPort(port)))
                    .isEqualTo("cannot listen on 127.0.0.1:" + port + ": the port is in use");
        }
    }

    @Test
    void anAddressOfIpv6IsInBrackets() {
        assertThat(StartFailure.text(config.withHost("::1").withPort(4999).endpoint(), new BindException("in use")))
                .isEqualTo("cannot listen on [::1]:4999: the port is in use");
    }

    @Test
    void anAddressOfAnotherMachine() {
        assertThat(failureOf(config.withHost("192.0.2.1")))
                .isEqualTo("cannot listen on 192.0.2.1:0: 192.0.2.1 is not an address of this machine");
    }

    @Test
    void anUnknownHost() {
        assertThat(failureOf(config.withHost("no-such-host.invalid")))
                .isEqualTo("unknown host no-such-host.invalid");
        assertThat(StartFailure.text(config.endpoint(), new UnknownHostException("x")))
                .isEqualTo("unknown host 127.0.0.1");
    }

    @Test
    void aPortThatOnlyTheSuperuserMayUse() {
        var denied = new BindException("Permission denied");
        assertThat(StartFailure.text(config.withPort(1023).endpoint(), denied)).isEqualTo(
                "cannot listen on 127.0.0.1:1023: ports below 1024 need a right that this process does not have");
        assertThat(StartFailure.text(config.withPort(1024).endpoint(), denied)).endsWith(": the port is in use");
    }

    @Test
    void aPortBelow1024ThatIsTaken() {
        assertThat(StartFailure.text(config.withPort(80).endpoint(), new BindException("Address already in use")))
                .isEqualTo("cannot listen on 127.0.0.1:80: the port is in use");
    }

    @Test
    void anythingElseInTheSystemsOwnWords() {
        assertThat(StartFailure.text(config.endpoint(), new IOException("Too many open files")))
                .isEqualTo("cannot listen on 127.0.0.1:0: Too many open files");
    }

    /** A start that failed has freed what it took: the same port works as soon as it is free. */
    @ParameterizedTest
    @EnumSource(ThreadModel.class)
    void theNextStartIsNotHarmed(ThreadModel model) throws IOException {
        ServerConfig wanted;
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            wanted = config.withThreadModel(model).withPort(taken.getLocalPort());
            failureOf(wanted);
        }
        try (var server = EchoServer.start(wanted); var peer = Peer.connect(server)) {
            assertThat(peer.echo((byte) 1)).containsExactly(1);
        }
    }

    private static String failureOf(ServerConfig config) {
        return StartFailure.text(config.endpoint(),
                catchThrowableOfType(IOException.class, () -> EchoServer.start(config).close()));
    }
}
