package threadlab.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadlab.server.Peer;
import threadlab.support.ChildProcesses;

/** The program as its users start and stop it: a process of its own. */
@Tag("process")
@Timeout(60)
class BackendMainTest {
    @Test
    void itTellsWhereItListensAndAnswersUntilItIsTerminated() throws Exception {
        Process process = ChildProcesses.start(new ProcessBuilder(
                ChildProcesses.javaCommand(List.of(), BackendMain.class, "--port", "0")).redirectErrorStream(true));
        try (BufferedReader lines = process.inputReader()) {
            String first = lines.readLine();
            assertThat(first).matches("listening on 127\\.0\\.0\\.1:\\d+");
            int port = Integer.parseInt(first.substring(first.lastIndexOf(':') + 1));
            try (var peer = Peer.connect(new InetSocketAddress("127.0.0.1", port))) {
                assertThat(peer.echo(new byte[8])).containsExactly(new byte[8]);
                process.toHandle().destroy();
                assertThat(peer.receiveRest()).isEmpty();
            }
            assertThat(process.waitFor()).isZero();
            assertThat(lines.lines()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }
}
