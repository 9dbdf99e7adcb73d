package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.support.control.ServerCounters;
import threadlab.support.control.Stats;
import threadlab.support.control.Stopped;

/** Many sessions, few descriptors, hostile peers: what a server leaves behind, seen from outside its process. */
@Tag("process")
class ScaleTest {
    private static final int WARM_UP = 200;
    /** Classes loaded and code compiled meanwhile, and the JDK's own tables, which grow and do not shrink. */
    private static final long HEAP_NOISE = 3 << 20;

    @ParameterizedTest
    @EnumSource(names = {"VIRTUAL_TUNED", "EVENT_LOOP"})
    void tenThousandSessionsEchoAndLeaveNothingBehind(ThreadModel model) throws Exception {
        int sessions = 10_000;
        assumeDescriptors(sessions + 100);
        try (var server = new ServerProcess("true", "--thread-model", model.toString())) {
            openEchoAndClose(server, WARM_UP);
            int descriptors = server.descriptors();
            long heap = server.liveHeap();
            openEchoAndClose(server, sessions);
            await().untilAsserted(() -> assertThat(server.descriptors()).isLessThanOrEqualTo(descriptors));
            assertThat(server.liveHeap()).isLessThan(heap + HEAP_NOISE);
            ServerCounters counters = server.stop().counters();
            assertThat(counters.accepted()).isEqualTo(sessions + WARM_UP);
            assertThat(counters.closed()).containsEntry("end-of-stream", (long) sessions + WARM_UP);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VIRTUAL")
    void thirtyThousandResetsLeaveNothingBehind(ThreadModel model) throws Exception {
        int resets = 30_000;
        try (var server = new ServerProcess("true", "--thread-model", model.toString())) {
            openEchoAndClose(server, WARM_UP);
            int descriptors = server.descriptors();
            for (int i = 0; i < resets; i++) {
                try (SocketChannel channel = SocketChannel.open()) {
                    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                    channel.connect(server.address());
                }
            }
            try (var peer = Peer.connect(server.address())) {
                assertThat(peer.echo((byte) 1, (byte) 2)).containsExactly(1, 2);
            }
            await().untilAsserted(() -> assertThat(server.descriptors()).isLessThanOrEqualTo(descriptors));
            assertThat(server.lines()).noneMatch(line -> line.contains("Exception") || line.contains("WARN"));
            // A session has closed its socket a moment before it counts as ended.
            await().pollInSameThread().until(() -> server.ask(Stats.REQUEST, Stats.class).counters().open() == 0);
            assertThat(server.stop()).returns(0L, Stopped::drained).returns(0L, Stopped::forced);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VIRTUAL")
    void outOfDescriptorsItServesThoseItHoldsAndTheOthersAsTheyLeave(ThreadModel model) throws Exception {
        try (var server = new ServerProcess("ulimit -n 256", "--thread-model", model.toString())) {
            List<Peer> waiting = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                waiting.add(Peer.connect(server.address()));
            }
            await().untilAsserted(
                    () -> assertThat(server.lines()).anyMatch(line -> line.contains("cannot accept for now")));
            int served = 0;
            while (!waiting.isEmpty()) {
                Peer next = waiting.removeFirst();
                assertThat(next.echo((byte) served)).containsExactly((byte) served);
                next.close();
                served++;
            }
            assertThat(served).isEqualTo(400);
            assertThat(server.lines()).filteredOn(line -> line.contains("cannot accept for now"))
                    .as("said once, not at each attempt").hasSize(1);
            await().until(() -> server.descriptors() < 100);
            assertThat(server.stop().counters()).returns(400L, ServerCounters::accepted)
                    .returns(400L, ServerCounters::reads);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VIRTUAL_TUNED", "EVENT_LOOP"})
    void peersThatNeverReadCostTheServerABoundedBufferEach(ThreadModel model) throws Exception {
        int stalled = 256;
        try (var server = new ServerProcess("true", "--thread-model", model.toString())) {
            openEchoAndClose(server, WARM_UP);
            long heap = server.liveHeap();
            List<SocketChannel> peers = new ArrayList<>();
            for (int i = 0; i < stalled; i++) {
                peers.add(sendUntilStalled(server, 4 << 20));
            }
            assertThat((server.liveHeap() - heap) / stalled).isLessThan(64 * 1024);
            try (var peer = Peer.connect(server.address())) {
                assertThat(peer.echo((byte) 7)).containsExactly(7);
            }
            for (SocketChannel peer : peers) {
                peer.close();
            }
            await().untilAsserted(() -> assertThat(server.liveHeap()).isLessThan(heap + HEAP_NOISE));
        }
    }

    /** Sends as much as the buffers on the way take, at most {@code limit}, and reads nothing. */
    private static SocketChannel sendUntilStalled(ServerProcess server, int limit) throws IOException {
        SocketChannel channel = SocketChannel.open(server.address());
        channel.configureBlocking(false);
        ByteBuffer data = ByteBuffer.allocateDirect(64 * 1024);
        for (int sent = 0, idle = 0; sent < limit && idle < 3;) {
            int count = channel.write(data.clear());
            sent += count;
            idle = count == 0 ? idle + 1 : 0;
        }
        return channel;
    }

    private static void openEchoAndClose(ServerProcess server, int sessions) throws IOException {
        List<SocketChannel> channels = new ArrayList<>(sessions);
        ByteBuffer message = ByteBuffer.allocateDirect(64);
        for (int i = 0; i < sessions; i++) {
            SocketChannel channel = SocketChannel.open(server.address());
            channel.write(message.clear());
            channels.add(channel);
        }
        for (SocketChannel channel : channels) {
            message.clear();
            while (message.hasRemaining()) {
                assertThat(channel.read(message)).isPositive();
            }
        }
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }

    private static void assumeDescriptors(long needed) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long free = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount();
            Assumptions.assumeTrue(free >= needed, "this process may open " + free + " more descriptors");
        }
    }
}
