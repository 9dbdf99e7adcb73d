package threadlab.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.bench.BriefJvm;
import threadlab.support.ChildProcesses;
import threadlab.support.control.Jvm;
import threadlab.support.control.Listening;
import tools.jackson.jr.ob.JSON;

@Tag("process")
class PeerMainTest {

    @Test
    @Timeout(60)
    void itReportsWhereItListensAndEndsWithItsInput() throws Exception {
        Process peer = ChildProcesses.start(new ProcessBuilder(BriefJvm.command(PeerMain.class,
                "netty-nio", "--port", "0", "--loops", "1", "--control", "-")));
        try (BufferedReader events = peer.inputReader()) {
            Listening listening = JSON.std.beanFrom(Listening.class, events.readLine());
            assertThat(listening).returns("netty-nio", Listening::threadModel).returns(false, Listening::tls)
                    .returns(peer.pid(), Listening::pid);
            try (var socket = new Socket(listening.host(), listening.port())) {
                socket.getOutputStream().write(7);
                assertThat(socket.getInputStream().read()).isEqualTo(7);
            }
            peer.outputWriter().write("jvm\nmore\n");
            peer.outputWriter().flush();
            assertThat(JSON.std.beanFrom(Jvm.class, events.readLine()).version())
                    .isEqualTo(Runtime.version().toString());
            assertThat(events.readLine()).contains("\"unknown-request\"", "\"more\"");
            peer.outputWriter().close();
            assertThat(events.readLine()).isNull();
            assertThat(peer.waitFor()).isZero();
        } finally {
            peer.destroyForcibly();
        }
    }

    @ParameterizedTest
    @EnumSource(NettyTransport.class)
    void aPortThatIsTakenIsToldInTheWordsOfOurOwnServer(NettyTransport transport) throws Exception {
        assumeThat(NettyTransport.problemOf(transport.toString())).isEmpty();
        var err = new StringWriter();
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int status = PeerMain.commandLine().setErr(new PrintWriter(err))
                    .execute(transport.toString(), "--port", String.valueOf(taken.getLocalPort()));
            assertThat(status).isOne();
            assertThat(err.toString().lines()).containsExactly(
                    "error: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": the port is in use");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"netty; is not netty-nio, netty-epoll or netty-io_uring",
            "netty-nio --port 65536; port is 65536, allowed: 0 to 65535",
            "netty-nio --port -1; port is -1, allowed: 0 to 65535",
            "netty-nio --loops 0; loops is 0, allowed: 1 to 1000", "netty-nio --colour red; --colour",
            "''; Missing required parameter"})
    void whatItCannotDoIsRefusedInALine(String arguments, String named) {
        var err = new StringWriter();
        int status = PeerMain.commandLine().setErr(new PrintWriter(err))
                .execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(status).isEqualTo(2);
        assertThat(err.toString().lines().findFirst().orElseThrow()).contains(named);
    }
}
