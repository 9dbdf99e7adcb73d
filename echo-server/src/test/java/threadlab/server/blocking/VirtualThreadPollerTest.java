package threadlab.server.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadlab.server.core.ChannelIo;
import threadlab.support.ChildProcesses;

@Timeout(120)
@Tag("process")
class VirtualThreadPollerTest {
    private static final List<String> ONE_CARRIER = List.of("-Djdk.virtualThreadScheduler.parallelism=1",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1");

    /** In a JVM of its own, for one carrier. */
    @Test
    void aThreadThatAPlatformThreadWakesRunsBesideAChannelThatIsAlwaysReady() throws Exception {
        Process process = ChildProcesses.start(
                new ProcessBuilder(ChildProcesses.javaCommand(ONE_CARRIER, AlwaysReady.class)).inheritIO());
        try {
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Ends once the thread has run that it wakes. */
    static final class AlwaysReady {
        private static final long TURNS = 1_000;

        public static void main(String[] arguments) throws Exception {
            ChannelIo.Strategy poller = VirtualThreadPoller.started(UnaryOperator.identity());
            Thread sleeper = Thread.startVirtualThread(LockSupport::park);
            await().until(() -> sleeper.getState() == Thread.State.WAITING);
            var turns = new AtomicLong();
            Pipe pipe = Pipe.open(); // nobody writes into it, so it stays ready to be written
            Thread.startVirtualThread(() -> waitAgainAndAgain(poller, pipe.sink(), turns));
            await().until(() -> turns.get() >= TURNS);
            LockSupport.unpark(sleeper);
            sleeper.join();
        }

        private static void waitAgainAndAgain(ChannelIo.Strategy poller, Pipe.SinkChannel channel, AtomicLong turns) {
            try {
                ChannelIo io = poller.open(channel);
                io.begin(SelectionKey.OP_WRITE);
                while (true) {
                    io.await(SelectionKey.OP_WRITE);
                    turns.incrementAndGet();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
