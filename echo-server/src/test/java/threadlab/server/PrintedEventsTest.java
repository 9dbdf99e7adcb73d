package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrintedEventsTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ServerEvents events = new PrintedEvents(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void printsWhoConnectedAndWhatTheySent() throws Exception {
        try (var server = EchoServer.start(ServerConfig.defaults().withPort(0), events);
                var peer = Peer.connect(server)) {
            peer.echo("{\"name\": \"Reva\"}".getBytes(StandardCharsets.UTF_8));
            await().untilAsserted(() -> assertThat(printed.toString(StandardCharsets.UTF_8).lines()).containsExactly(
                    "Connected by 127.0.0.1:" + peer.socket().getLocalPort(), "Received data: {\"name\": \"Reva\"}"));
        }
    }

    @Test
    void charactersThatCouldCommandATerminalAreWrittenOut() {
        assertThat(PrintedEvents.printable("a\nb\tc\u001b[2J\u202e\u0000\u0085é漢😀"))
                .isEqualTo("a\\nb\\tc\\u{1b}[2J\\u{202e}\\u{0}\\u{85}é漢😀");
    }

    @Test
    void anIpv6AddressStandsInBrackets() throws Exception {
        assertThat(PrintedEvents.text(new InetSocketAddress("::1", 7))).isEqualTo("[0:0:0:0:0:0:0:1]:7");
        assertThat(PrintedEvents.text(new InetSocketAddress("127.0.0.1", 7))).isEqualTo("127.0.0.1:7");
    }
}
