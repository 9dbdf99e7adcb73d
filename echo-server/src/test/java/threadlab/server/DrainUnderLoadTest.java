package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.events.CloseReason;
import threadlab.server.events.DrainResult;
import threadlab.server.work.Computing;
import threadlab.server.work.Work;

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
        ServerConfig config = ServerConfig.defaults().withPort(0).withThreadModel(model);
        stopUnderLoad(config); // loads classes, opens what the JDK keeps open
        long descriptors = descriptors();
        for (int i = 0; i < STOPS; i++) {
            stopUnderLoad(config);
        }
        await().untilAsserted(() -> assertThat(descriptors()).isLessThanOrEqualTo(descriptors));
    }

    @ParameterizedTest
    @EnumSource
    void noReplyIsLostThatWasOwedAfterWork(ThreadModel model) throws Exception {
        stopUnderLoad(ServerConfig.defaults().withPort(0).withThreadModel(model)
                .withWork(Work.of("cpu 50us, pool 4 { wait 2ms }", MESSAGE, 1, new Computing(100))));
    }

    private static void stopUnderLoad(ServerConfig config) throws Exception {
        var server = EchoServer.start(config);
        // One platform thread for all clients: the server gives up a peer that does nothing for a second.
        try (Selector selector = Selector.open(); ExecutorService thread = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < SESSIONS; i++) {
                SocketChannel channel = SocketChannel.open(server.address());
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Client(channel, i));
            }
            await().pollInterval(Duration.ofMillis(1)).until(() -> server.stats().open() == SESSIONS);
            Future<Long> received = thread.submit(() -> bytesUntilTheEnd(selector));
            await().pollInterval(Duration.ofMillis(1)).until(() -> server.stats().reads() > ECHOES);
            DrainResult result = server.stop(Duration.ofSeconds(30));
            long seen = received.get(); // fails with what a client met: a reset, a byte that was not sent
            assertThat(result).returns((long) SESSIONS, DrainResult::drained).returns(0L, DrainResult::forced);
            assertThat(server.stats().open()).isZero();
            assertThat(server.stats().closed(CloseReason.RESET)).isZero();
            assertThat(seen).isEqualTo(server.stats().bytes());
        }
    }

    /** Keeps messages of all clients in flight until the server ends their streams; how many bytes came back. */
    private static long bytesUntilTheEnd(Selector selector) throws IOException {
        for (SelectionKey key : selector.keys()) {
            ((Client) key.attachment()).fill();
        }
        long seen = 0;
        for (int left = SESSIONS; left > 0;) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                var client = (Client) key.attachment();
                if (!client.take()) {
                    seen += client.received;
                    left--;
                }
            }
            selector.selectedKeys().clear();
        }
        return seen;
    }

    private static final class Client {
        private final SocketChannel channel;
        private final long seed;
        private final ByteBuffer buffer = ByteBuffer.allocate(IN_FLIGHT * MESSAGE);
        private long sent;
        private long received;

        Client(SocketChannel channel, long seed) {
            this.channel = channel;
            this.seed = seed;
        }

        void fill() throws IOException {
            while (sent - received <= (IN_FLIGHT - 1) * MESSAGE) {
                buffer.clear().limit(MESSAGE);
                while (buffer.hasRemaining()) {
                    buffer.put(byteAt(seed, sent++));
                }
                channel.write(buffer.flip());
                assertThat(buffer.hasRemaining()).as("more than the socket takes").isFalse();
            }
        }

        /** Takes what has come back, each byte as it was sent. False if the stream has ended. */
        boolean take() throws IOException {
            if (channel.read(buffer.clear()) < 0) {
                channel.close();
                return false;
            }
            for (buffer.flip(); buffer.hasRemaining(); received++) {
                byte echoed = buffer.get();
                if (echoed != byteAt(seed, received)) { // no assertion for each of millions
                    fail("byte " + received + " is " + echoed);
                }
            }
            fill();
            return true;
        }
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
