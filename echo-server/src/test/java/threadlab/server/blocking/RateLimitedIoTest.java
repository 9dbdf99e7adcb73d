package threadlab.server.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.server.core.ChannelIo;
import threadlab.server.core.SessionRegistry;
import threadlab.server.core.TokenBucket;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;

/** With a limit of eight bytes a second, so that a session which has read 8,000 waits for a quarter of an hour. */
class RateLimitedIoTest {
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final ByteBuffer buffer = ByteBuffer.allocate(16);
    private final TokenBucket bucket = new TokenBucket(8, System.nanoTime());
    private final RateLimitedIo limited = new RateLimitedIo(new ChannelIo() {
        @Override
        public void await(int operation) {
            seen.add("await " + operation);
        }

        @Override
        public boolean wakeReader() {
            seen.add("wake");
            return true;
        }

        @Override
        public void channelClosed() {
            seen.add("closed");
        }

        @Override
        public ByteBuffer acquire() {
            return buffer.clear();
        }

        @Override
        public void release(ByteBuffer used) {
            seen.add("released");
        }
    }, bucket);

    @Test
    void aSessionThatHasNotBeenTooFastWaitsForItsPeerOnly() throws IOException {
        limited.release(limited.acquire().position(1));
        limited.await(SelectionKey.OP_READ);
        assertThat(seen).containsExactly("released", "await " + SelectionKey.OP_READ);
    }

    @Test
    void whatWasReadIsTakenFromTheBucketAndNoMoreThanTheMostIsRead() {
        assertThat(limited.acquire().remaining()).isEqualTo(bucket.maxRead()).isEqualTo(1);
        overdraw();
        assertThat(bucket.delay(System.nanoTime())).isGreaterThan(TimeUnit.MINUTES.toNanos(15));
    }

    @Test
    void aSessionThatWritesIsNotHeldUp() throws IOException {
        overdraw();
        limited.await(SelectionKey.OP_WRITE);
        assertThat(seen).last().isEqualTo("await " + SelectionKey.OP_WRITE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSessionThatWasTooFastPausesBeforeItReadsUntilItsReaderIsWoken(boolean virtual) throws Exception {
        overdraw();
        var reading = new FutureTask<>(() -> {
            limited.await(SelectionKey.OP_READ);
            return true;
        });
        Thread thread = (virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon()).start(reading);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        assertThat(seen).containsExactly("released");
        limited.wakeReader();
        assertThat(reading.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).contains("wake", "await " + SelectionKey.OP_READ);
    }

    @Test
    void aPauseEndsWhenTheChannelIsClosed() throws Exception {
        overdraw();
        var reading = new FutureTask<>(() -> {
            limited.await(SelectionKey.OP_READ);
            return true;
        });
        Thread thread = Thread.ofPlatform().daemon().start(reading);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        limited.channelClosed();
        assertThat(reading.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).contains("closed");
    }

    @Test
    void onceItsReaderWasWokenASessionNeitherPausesNorReadsLess() throws IOException {
        limited.wakeReader();
        assertThat(limited.acquire().remaining()).isEqualTo(16);
        overdraw();
        limited.await(SelectionKey.OP_READ);
        assertThat(seen).containsExactly("wake", "released", "await " + SelectionKey.OP_READ);
    }

    @Test
    void aDrainWakesTheReader() throws IOException {
        try (var channel = SocketChannel.open()) {
            var session = new BlockingSession(channel, new InetSocketAddress(0), new Transport(channel, limited),
                    new SessionRegistry(1), ServerListener.NONE);
            session.drain(CloseReason.DRAINED);
            assertThat(seen).containsExactly("wake");
        }
    }

    private void overdraw() {
        limited.release(ByteBuffer.allocate(8_000).position(8_000));
    }
}
