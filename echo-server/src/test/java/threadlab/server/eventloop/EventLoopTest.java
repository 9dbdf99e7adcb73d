package threadlab.server.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventLoopTest {
    @Test
    void aLoopThatFailsClosesItsChannels() throws Exception {
        var loop = new EventLoop();
        var failure = new CompletableFuture<Throwable>();
        Pipe pipe = Pipe.open();
        loop.execute(() -> {
            try {
                loop.register(pipe.source(), SelectionKey.OP_READ, () -> {
                });
            } catch (IOException e) {
                failure.complete(e);
            }
        });
        loop.execute(() -> {
            throw new NoClassDefFoundError("on purpose, by a test");
        });
        Thread thread = Thread.ofPlatform().uncaughtExceptionHandler((t, e) -> failure.complete(e)).start(loop);
        assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOf(NoClassDefFoundError.class);
        assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        assertThat(pipe.source().isOpen()).isFalse();
        pipe.sink().close();
    }
}
