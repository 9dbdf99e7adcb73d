package threadlab.server.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadlab.server.EchoServer;
import threadlab.server.Peer;
import threadlab.server.ServerConfig;
import threadlab.server.events.DrainResult;
import threadlab.server.events.RejectReason;

class JfrListenerTest {
    @TempDir
    private Path directory;

    @Test
    void aSessionARefusalADrainAFailedAcceptAndFailuresOfTlsAreRecordedWithTheirFields() throws Exception {
        List<RecordedEvent> events;
        String address;
        Duration startLatency;
        DrainResult result;
        try (var recording = new Recording()) {
            for (String name : List.of("SessionOpened", "SessionClosed", "ConnectionRejected", "AcceptBackoff",
                    "HandshakeFailed", "TlsFailed", "Drain")) {
                recording.enable("threadlab." + name);
            }
            recording.start();
            var watcher = new JfrListener();
            try (var server = EchoServer.start(ServerConfig.defaults().withPort(0), watcher);
                    var peer = Peer.connect(server)) {
                address = "127.0.0.1:" + peer.socket().getLocalPort();
                peer.echo((byte) 1, (byte) 2, (byte) 3);
                peer.echo((byte) 4);
                peer.halfClose();
                await().until(() -> server.stats().ended() == 1);
                startLatency = server.stats().startLatency().longest();
                result = server.stop(Duration.ofSeconds(30));
            }
            watcher.rejected(new InetSocketAddress("127.0.0.2", 7), RejectReason.ADDRESS_FULL);
            watcher.handshakeFailed(new InetSocketAddress("127.0.0.3", 7), new IOException("no cipher"));
            watcher.tlsFailed(new InetSocketAddress("127.0.0.4", 7), new IOException("bad record"));
            watcher.acceptFailed(new IOException("Too many open files"), 3, Duration.ofMillis(20));
            watcher.drained(new DrainResult(5, 6, Duration.ofMillis(1_234)));
            recording.stop();
            Path file = directory.resolve("events.jfr");
            recording.dump(file);
            events = RecordingFile.readAllEvents(file);
        }
        assertThat(only(events, "SessionOpened")).satisfies(opened -> {
            assertThat(opened.getString("peer")).isEqualTo(address);
            assertThat(opened.getDuration("startLatency")).isEqualTo(startLatency).isPositive();
        });
        assertThat(only(events, "SessionClosed")).satisfies(closed -> {
            assertThat(closed.getString("peer")).isEqualTo(address);
            assertThat(closed.getString("reason")).isEqualTo("end-of-stream");
            assertThat(closed.getLong("reads")).isEqualTo(2);
            assertThat(closed.getLong("bytes")).isEqualTo(4);
        });
        assertThat(only(events, "ConnectionRejected")).satisfies(rejected -> {
            assertThat(rejected.getString("peer")).isEqualTo("127.0.0.2:7");
            assertThat(rejected.getString("reason")).isEqualTo("address-full");
        });
        assertThat(only(events, "HandshakeFailed")).returns("127.0.0.3:7", event -> event.getString("peer"))
                .returns("no cipher", event -> event.getString("reason"));
        assertThat(only(events, "TlsFailed")).returns("127.0.0.4:7", event -> event.getString("peer"))
                .returns("bad record", event -> event.getString("reason"));
        assertThat(only(events, "AcceptBackoff")).satisfies(failed -> {
            assertThat(failed.getString("reason")).isEqualTo("Too many open files");
            assertThat(failed.getInt("failures")).isEqualTo(3);
            assertThat(failed.getDuration("delay")).hasMillis(20);
        });
        assertThat(named(events, "Drain")).hasSize(2).first().satisfies(drain -> {
            assertThat(drain.getString("outcome")).isEqualTo("GRACEFUL");
            assertThat(drain.getLong("drained")).isZero();
            assertThat(drain.getLong("forced")).isZero();
            assertThat(drain.getDuration("elapsed")).hasMillis(result.elapsed().toMillis());
        });
        assertThat(named(events, "Drain")).last().satisfies(drain -> {
            assertThat(drain.getString("outcome")).isEqualTo("FORCED");
            assertThat(drain.getLong("drained")).isEqualTo(5);
            assertThat(drain.getLong("forced")).isEqualTo(6);
            assertThat(drain.getDuration("elapsed")).hasMillis(1_234);
        });
    }

    @Test
    void nothingIsRecordedThatWasNotAskedFor() throws Exception {
        try (var recording = new Recording()) {
            recording.enable("threadlab.Drain");
            recording.disable("threadlab.SessionOpened");
            recording.disable("threadlab.SessionClosed");
            recording.start();
            try (var server = EchoServer.start(ServerConfig.defaults().withPort(0), new JfrListener());
                    var peer = Peer.connect(server)) {
                peer.echo((byte) 1);
                server.stop(Duration.ZERO);
            }
            recording.stop();
            Path file = directory.resolve("drain.jfr");
            recording.dump(file);
            List<RecordedEvent> events = RecordingFile.readAllEvents(file);
            assertThat(only(events, "Drain").getLong("forced")).isEqualTo(1);
            assertThat(events).noneMatch(event -> event.getEventType().getName().startsWith("threadlab.Session"));
        }
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream().filter(event -> event.getEventType().getName().equals("threadlab." + name)).toList();
    }

    private static RecordedEvent only(List<RecordedEvent> events, String name) {
        List<RecordedEvent> found = named(events, name);
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }
}
