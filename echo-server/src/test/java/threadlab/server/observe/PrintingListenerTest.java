package threadlab.server.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.server.EchoServer;
import threadlab.server.Peer;
import threadlab.server.ServerConfig;
import threadlab.server.events.ServerListener;

class PrintingListenerTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ServerListener events = new PrintingListener(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void printsWhoConnectedAndWhatTheySent() throws Exception {
        try (var server = EchoServer.start(ServerConfig.defaults().withPort(0), events);
                var peer = Peer.connect(server)) {
            peer.echo("{\"name\": \"Reva\"}".getBytes(StandardCharsets.UTF_8));
            await().untilAsserted(() -> assertThat(printed.toString(StandardCharsets.UTF_8).lines()).containsExactly(
                    "Connected by 127.0.0.1:" + peer.socket().getLocalPort(), "Received data: {\"name\": \"Reva\"}"));
        }
    }

    /** What each of them would do: clear the screen, set the title, turn text around, print a line that is a lie. */
    @ParameterizedTest
    @CsvSource({"1b5b324a 41, '\\u{1b}[2JA'", "1b5d303b78 07, '\\u{1b}]0;x\\u{7}'",
            "1b 50 71 1b 5c, '\\u{1b}Pq\\u{1b}\\'",
            "c2 9b 33 31 6d, '\\u{9b}31m'", "9b 33 31 6d, '\ufffd31m'", "c2 85 78, '\\u{85}x'",
            "7f 08 08, '\\u{7f}\\u{8}\\u{8}'",
            "e2 80 ae 61 62, '\\u{202e}ab'", "e2 81 a6 61 e2 81 a9, '\\u{2066}a\\u{2069}'", "e2 80 8f, '\\u{200f}'",
            "e2 80 a8 e2 80 a9, '\\u{2028}\\u{2029}'", "61 0d 62, 'a\\u{d}b'",
            "78 0a 43 6f 6e 6e 65 63 74 65 64 20 62 79, 'x\\nConnected by'", "0d 0a 09, '\\u{d}\\n\\t'",
            "c0 9b 5b, '\ufffd\ufffd['", "ff fe fd, '\ufffd\ufffd\ufffd'", "e2 80, '\ufffd'",
            "ed a0 9b, '\ufffd'",
            "ef bb bf, '\\u{feff}'", "ee 80 80, '\\u{e000}'", "f3 a0 81 81, '\\u{e0041}'", "00, '\\u{0}'",
            "c3 a9 f0 9f 98 80, 'é😀'"})
    void whatAPeerSendsIsOneLineThatCommandsNothing(String sent, String shown) throws Exception {
        byte[] bytes = HexFormat.of().parseHex(sent.replace(" ", ""));
        try (var server = EchoServer.start(ServerConfig.defaults().withPort(0), events);
                var peer = Peer.connect(server)) {
            assertThat(peer.echo(bytes)).as("the echo is as it was sent").isEqualTo(bytes);
            assertThat(printed.toString(StandardCharsets.UTF_8).split("\n", -1)).containsExactly(
                    "Connected by 127.0.0.1:" + peer.socket().getLocalPort(), "Received data: " + shown, "");
        }
    }
}
