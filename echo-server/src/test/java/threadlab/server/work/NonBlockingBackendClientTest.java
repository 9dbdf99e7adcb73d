package threadlab.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NonBlockingBackendClientTest {
    private static final int CONNECTIONS = 500;
    /** Bytes: for a few hundred calls of methods within each other. */
    private static final int SMALL_STACK = 160 * 1024;

    /** A loop that runs while its test waits for something. */
    private static final class TestLoop implements Loop, AutoCloseable {
        private final Selector selector = Selector.open();

        TestLoop() throws IOException {
        }

        @Override
        public void execute(Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void executeAfter(long nanos, Runnable task) {
            // No call takes that long.
        }

        @Override
        public SelectionKey register(SelectableChannel channel, int interest, Runnable step) throws IOException {
            return channel.register(selector, interest, step);
        }

        private void runUntilDone(List<CompletableFuture<Void>> calls) throws IOException {
            while (!calls.stream().allMatch(CompletableFuture::isDone)) {
                selector.select(key -> ((Runnable) key.attachment()).run());
            }
        }

        @Override
        public void close() throws IOException {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        }
    }

    /** However many that are, on however small a stack. */
    @Test
    void aCallIsRepeatedWhenConnectionsWereResetWhileTheyWereIdle() throws Exception {
        try (var backend = new FakeBackend(CONNECTIONS); var loop = new TestLoop()) {
            var test = new FutureTask<>(() -> callAfterReset(backend, loop));
            new Thread(null, test, "loop", SMALL_STACK).start();
            assertThat(test.get()).isCompleted();
            assertThat(backend.accepted()).isEqualTo(CONNECTIONS + 1);
        }
    }

    private static CompletableFuture<Void> callAfterReset(FakeBackend backend, TestLoop loop) throws IOException {
        var client = new NonBlockingBackendClient(backend.address(), loop);
        loop.runUntilDone(Stream.generate(() -> client.call(FakeBackend.TOGETHER).toCompletableFuture())
                .limit(CONNECTIONS).toList());
        backend.reset();
        await().until(() -> backend.open() == 0);
        CompletableFuture<Void> call = client.call(FakeBackend.AT_ONCE).toCompletableFuture();
        loop.runUntilDone(List.of(call));
        return call;
    }
}
