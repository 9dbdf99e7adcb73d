package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.events.CloseReason;
import threadlab.server.events.DrainResult;

/** The stop's promise where it is hard to keep: every session busy, with several messages on their way. */
@Tag("slow")
class DrainUnderLoadTest {
    private static final int STOPS = 50;
    private static final int SESSIONS = 200;
    private static final int IN_FLIGHT = 4;
    private static final int MESSAGE = 64;
    /** Echoes of a server that is stopped: enough that every session is in the middle of its work. */
    private static final int ECHOES = 5 * SESSIONS;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VIRTUAL")
    void everySessionSeesAllThatTheServerTookThenTheEndOfTheStream(ThreadModel model) throws Exception {
        stopUnderLoad(model); // loads classes, opens what the JDK keeps open
        long descriptors = descriptors();
        for (int i = 0; i < STOPS; i++) {
            stopUnderLoad(model);
        }
        await().untilAsserted(() -> assertThat(descriptors()).isLessThanOrEqualTo(descriptors));
    }

    private static void stopUnderLoad(ThreadModel model) throws Exception {
        // Platform threads: the server's virtual ones shall not have to wait for a carrier behind the clients.
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            var server = EchoServer.start(ServerConfig.defaults().withPort(0).withThreadModel(model));
            List<SocketChannel> channels = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                channels.add(SocketChannel.open(server.address()));
            }
            await().pollInterval(Duration.ofMillis(1)).until(() -> server.stats().open() == SESSIONS);
            var begin = new CountDownLatch(1);
            List<Future<Long>> sessions = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                long seed = i;
                SocketChannel channel = channels.get(i);
                sessions.add(threads.submit(() -> {
                    begin.await();
                    return bytesUntilTheEnd(channel, seed);
                }));
            }
            begin.countDown();
            await().pollInterval(Duration.ofMillis(1)).until(() -> server.stats().reads() > ECHOES);
            DrainResult result = server.stop(Duration.ofSeconds(30));
            long seen = 0;
            for (var session : sessions) {
                seen += session.get(); // fails with what the session met: a reset, a byte that was not sent
            }
            assertThat(result).returns((long) SESSIONS, DrainResult::drained).returns(0L, DrainResult::forced);
            assertThat(server.stats().open()).isZero();
            assertThat(server.stats().closed(CloseReason.RESET)).isZero();
            assertThat(seen).isEqualTo(server.stats().bytes());
        }
    }

    /** Keeps messages in flight until the server ends the stream; how many bytes came back, each as it was sent. */
    private static long bytesUntilTheEnd(SocketChannel channel, long seed) throws IOException {
        try (channel) {
            ByteBuffer buffer = ByteBuffer.allocate(IN_FLIGHT * MESSAGE);
            long sent = 0;
            long received = 0;
            for (;;) {
                while (sent - received <= (IN_FLIGHT - 1) * MESSAGE) {
                    sent = send(channel, buffer.clear().limit(MESSAGE), seed, sent);
                }
                if (channel.read(buffer.clear()) < 0) {
                    return received;
                }
                for (buffer.flip(); buffer.hasRemaining(); received++) {
                    assertThat(buffer.get()).isEqualTo(byteAt(seed, received));
                }
            }
        }
    }

    private static long send(SocketChannel channel, ByteBuffer message, long seed, long position)
            throws IOException {
        while (message.hasRemaining()) {
            message.put(byteAt(seed, position++));
        }
        message.flip();
        while (message.hasRemaining()) {
            channel.write(message);
        }
        return position;
    }

    private static byte byteAt(long seed, long position) {
        return (byte) (31 * seed + position + (position >> 8));
    }

    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }
}
