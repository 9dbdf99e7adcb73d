package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * RFC 862: once a connection is established any data received is sent back, and this continues until the calling user
 * terminates the connection. Any data, also more than anyone would keep: each byte is a function of its position.
 */
@Tag("slow")
class LongStreamTest {
    private static final long LENGTH = 1L << 30;
    /** A prime: no buffer's size divides it, so bytes that were lost, doubled or swapped do not fit. */
    private static final int PERIOD = 1_048_583;
    private static final int CHUNK = 256 * 1024;

    /** One period and as much again as a chunk may reach over its end. */
    private final ByteBuffer pattern = ByteBuffer.allocateDirect(PERIOD + CHUNK);

    LongStreamTest() {
        byte[] random = new byte[PERIOD];
        new Random(862).nextBytes(random);
        pattern.put(random).put(random, 0, CHUNK);
    }

    @ParameterizedTest
    @Timeout(60) // a lost byte shows as a read that waits for ever
    @EnumSource(names = {"VIRTUAL_TUNED", "EVENT_LOOP"})
    void aGibibyteComesBackByteForByteThenTheEndOfTheStream(ThreadModel model) throws Exception {
        try (var server = EchoServer.start(ServerConfig.defaults().withThreadModel(model).withPort(0));
                SocketChannel channel = SocketChannel.open(server.address())) {
            Callable<Long> sender = () -> send(channel);
            var sending = new FutureTask<>(sender);
            Thread.ofPlatform().daemon().start(sending);
            assertThat(receiveToTheEnd(channel)).isEqualTo(LENGTH);
            assertThat(sending.get(10, TimeUnit.SECONDS)).isEqualTo(LENGTH);
        }
    }

    private long send(SocketChannel channel) throws IOException {
        long sent = 0;
        while (sent < LENGTH) {
            sent += channel.write(at(sent, (int) Math.min(CHUNK, LENGTH - sent)));
        }
        channel.shutdownOutput();
        return sent;
    }

    private long receiveToTheEnd(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
        long received = 0;
        for (int count = channel.read(buffer); count >= 0; count = channel.read(buffer.clear())) {
            int wrong = buffer.flip().mismatch(at(received, count));
            if (wrong >= 0) {
                assertThat(received + wrong).as("position of the first wrong byte").isEqualTo(-1);
            }
            received += count;
        }
        return received;
    }

    private ByteBuffer at(long position, int count) {
        return pattern.slice((int) (position % PERIOD), count);
    }
}
