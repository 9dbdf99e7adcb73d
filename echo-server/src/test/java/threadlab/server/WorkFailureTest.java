package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadlab.server.events.CloseReason;
import threadlab.support.control.Stats;

/** Work that the system has no means for ends its session, and nothing else. */
@Timeout(120)
@Tag("process")
class WorkFailureTest {
    private static void sendAndExpectTheEnd(ServerProcess server, CloseReason reason) throws Exception {
        try (var peer = Peer.connect(server.address())) {
            peer.send(new byte[64]);
            assertThat(peer.receiveRest()).isEmpty();
        }
        await().pollInSameThread().until(() -> server.ask(Stats.REQUEST, Stats.class).counters().closed()
                .getOrDefault(reason.toString(), 0L) == 1);
        assertThat(server.lines()).noneMatch(line -> line.contains("Exception") || line.contains("Error"));
    }

    /** A thousand stacks of 64 MiB are more than the addresses that the process may have. */
    @Test
    void aFanWithoutThreads() throws Exception {
        try (var server = new ServerProcess("ulimit -v 12000000",
                List.of("-Xmx64m", "-Xss64m", "-XX:+UseSerialGC", "-Xlog:disable"), "--thread-model", "platform",
                "--work", "fan 1000 { wait 1s }")) {
            sendAndExpectTheEnd(server, CloseReason.NO_THREAD);
            assertThat(server.stop().forced()).isZero();
        }
    }

    @Test
    void moreBytesThanTheHeapHas() throws Exception {
        try (var server = new ServerProcess("true", List.of("-Xmx24m", "-XX:+UseSerialGC"), "--work",
                "alloc 16MB { alloc 16MB { wait 1ms } }")) {
            sendAndExpectTheEnd(server, CloseReason.NO_MEMORY);
            assertThat(server.stop().forced()).isZero();
        }
    }
}
