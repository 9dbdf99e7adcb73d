package threadlab.server.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
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
import threadlab.server.core.ReadinessWaiter;
import threadlab.server.core.SessionRegistry;
import threadlab.server.core.TokenBucket;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;

/** With a limit of eight bytes a second, so that a session which has read 8,000 waits for a quarter of an hour. */
class RateLimitedTest {
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final ByteBuffer buffer = ByteBuffer.allocate(16);
    private final TokenBucket bucket = new TokenBucket(8, System.nanoTime());
    private final RateLimited paced = new RateLimited(new ReadinessWaiter() {
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
    }, new Buffers() {
        @Override
        public ByteBuffer borrow() {
            return buffer.clear();
        }

        @Override
        public void giveBack(ByteBuffer used) {
            seen.add("given back");
        }
    }, bucket);

    @Test
    void aSessionThatHasNotBeenTooFastWaitsForItsPeerOnly() throws IOException {
        paced.giveBack(paced.borrow().position(1));
        paced.await(SelectionKey.OP_READ);
        assertThat(seen).containsExactly("given back", "await " + SelectionKey.OP_READ);
    }

    @Test
    void whatWasReadIsTakenFromTheBucketAndNoMoreThanAShareIsRead() {
        assertThat(paced.borrow().remaining()).isEqualTo(bucket.share()).isEqualTo(1);
        overdraw();
        assertThat(bucket.delay(System.nanoTime())).isGreaterThan(TimeUnit.MINUTES.toNanos(15));
    }

    @Test
    void aSessionThatWritesIsNotHeldUp() throws IOException {
        overdraw();
        paced.await(SelectionKey.OP_WRITE);
        assertThat(seen).last().isEqualTo("await " + SelectionKey.OP_WRITE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSessionThatWasTooFastPausesBeforeItReadsUntilItsReaderIsWoken(boolean virtual) throws Exception {
        overdraw();
        var reading = new FutureTask<>(() -> {
            paced.await(SelectionKey.OP_READ);
            return true;
        });
        Thread thread = (virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon()).start(reading);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        assertThat(seen).containsExactly("given back");
        paced.wakeReader();
        assertThat(reading.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).contains("wake", "await " + SelectionKey.OP_READ);
    }

    @Test
    void aPauseEndsWhenTheChannelIsClosed() throws Exception {
        overdraw();
        var reading = new FutureTask<>(() -> {
            paced.await(SelectionKey.OP_READ);
            return true;
        });
        Thread thread = Thread.ofPlatform().daemon().start(reading);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        paced.channelClosed();
        assertThat(reading.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).contains("closed");
    }

    @Test
    void onceItsReaderWasWokenASessionNeitherPausesNorReadsInShares() throws IOException {
        paced.wakeReader();
        assertThat(paced.borrow().remaining()).isEqualTo(16);
        overdraw();
        paced.await(SelectionKey.OP_READ);
        assertThat(seen).containsExactly("wake", "given back", "await " + SelectionKey.OP_READ);
    }

    @Test
    void aDrainWakesTheReader() throws IOException {
        try (var channel = SocketChannel.open()) {
            var session = new BlockingSession(channel, new PlainTransport(channel, paced), paced, paced,
                    new SessionRegistry(1),
                    ServerListener.NONE);
            session.drain(CloseReason.DRAINED);
            assertThat(seen).containsExactly("wake");
        }
    }

    private void overdraw() {
        paced.giveBack(ByteBuffer.allocate(8_000).position(8_000));
    }
}
