package threadlab.server.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadlab.server.core.ChannelIo;
import threadlab.support.ChildProcesses;
import threadlab.support.ProcStatus;

@Timeout(120)
@Tag("process")
class VirtualThreadPollerTest {
    private static final List<String> ONE_CARRIER = List.of("-Djdk.virtualThreadScheduler.parallelism=1",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1");
    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    /** In a JVM of its own, for one carrier. */
    @Test
    void aThreadThatAPlatformThreadWakesRunsBesideAChannelThatIsAlwaysReady() throws Exception {
        assertThat(statusOf(ChildProcesses.javaCommand(ONE_CARRIER, AlwaysReady.class))).isZero();
    }

    /** On one CPU, where a thread that the carrier wakes, such as the JDK's timer, runs at once. */
    @Test
    void aThreadThatIsStartedRunsAfterAFewTurnsThatTakeLong() throws Exception {
        assumeThat(TASKSET).isExecutable();
        List<String> command = new ArrayList<>(List.of(TASKSET.toString(), "-c", firstCpu()));
        command.addAll(ChildProcesses.javaCommand(ONE_CARRIER, LongTurns.class));
        assertThat(statusOf(command)).isZero();
    }

    private static String firstCpu() throws IOException {
        String all = new ProcStatus(Files.readString(Path.of("/proc/self/status"))).get("Cpus_allowed_list")
                .orElseThrow();
        return all.split("[-,]", 2)[0];
    }

    private static int statusOf(List<String> command) throws Exception {
        Process process = ChildProcesses.start(new ProcessBuilder(command).inheritIO());
        try {
            return process.waitFor();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Waits again and again for a channel that is always ready, since nobody writes into it. */
    private static void beAlwaysReady(Runnable turn) throws IOException {
        ChannelIo.Strategy poller = VirtualThreadPoller.started(UnaryOperator.identity());
        Pipe.SinkChannel channel = Pipe.open().sink();
        Thread.startVirtualThread(() -> {
            try {
                ChannelIo io = poller.open(channel);
                io.begin(SelectionKey.OP_WRITE);
                while (true) {
                    io.await(SelectionKey.OP_WRITE);
                    turn.run();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Ends once the thread has run that it wakes. */
    static final class AlwaysReady {
        private static final long TURNS = 1_000;

        public static void main(String[] arguments) throws Exception {
            Thread sleeper = Thread.startVirtualThread(LockSupport::park);
            await().until(() -> sleeper.getState() == Thread.State.WAITING);
            var turns = new AtomicLong();
            beAlwaysReady(turns::incrementAndGet);
            await().until(() -> turns.get() >= TURNS);
            LockSupport.unpark(sleeper);
            sleeper.join();
        }
    }

    /** Fails if a thread that is started has to wait for many turns of the poller. */
    static final class LongTurns {
        private static final long MOST_TURNS = 20;
        private static final int STARTS = 20;
        /** Longer than the poller may stay in its queue. */
        private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

        public static void main(String[] arguments) throws Exception {
            var turns = new AtomicLong();
            var waited = new LinkedBlockingQueue<Long>();
            beAlwaysReady(() -> {
                long turn = turns.incrementAndGet();
                if (turn % MOST_TURNS == 0) {
                    Thread.startVirtualThread(() -> waited.add(turns.get() - turn));
                }
                for (long begin = System.nanoTime(); System.nanoTime() - begin < TURN_NANOS;) {
                    Thread.onSpinWait();
                }
            });
            for (int i = 0; i < STARTS; i++) {
                assertThat(waited.take()).as("turns").isLessThan(MOST_TURNS);
            }
        }
    }
}
