package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threadlab.bench.meter.SystemCalls;
import threadlab.bench.process.ServerProcess;
import threadlab.server.ModelName;
import threadlab.server.ThreadModel;

/**
 * What the readiness loop is for, counted and not timed. All sessions send at once and wait until all have their echo,
 * so that a session which has echoed never finds its next message there, however slow strace makes the server.
 */
@Tag("process")
class SystemCallsPerEchoTest {
    private static final int SESSIONS = 100;
    private static final int BURSTS = 40;

    @Test
    void aSessionThatWaitsForItsTurnReadsAndWritesAndHardlyAnythingElse() throws Exception {
        assertThat(callsPerEcho(ThreadModel.VIRTUAL_TUNED)).isBetween(2.0, 2.2);
    }

    @Test
    void aSessionThatWaitsInItsReadAlsoFindsNothingAndArmsItsSocket() throws Exception {
        assertThat(callsPerEcho(ThreadModel.VIRTUAL)).isBetween(3.9, 4.6);
    }

    private static double callsPerEcho(ThreadModel model) throws Exception {
        assumeThat(SystemCalls.problem()).isEmpty();
        ServerProcess server = ServerProcess.start(Candidate.ours(ModelName.of(model)).command(List.of(), null));
        List<Socket> sessions = new ArrayList<>();
        try {
            for (int i = 0; i < SESSIONS; i++) {
                sessions.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }
            burst(sessions); // each has its thread, which knows what to wait for
            Map<String, SystemCalls.Count> counted = null;
            for (int attempt = 0; counted == null && attempt < 3; attempt++) { // strace may leave no table
                counted = counted(server.pid(), sessions);
            }
            assumeThat(counted).as("what strace counted, on a machine that is not too busy for it").isNotNull();
            // An echo arrives before its write has returned, so the last ones may not be counted yet.
            assertThat(counted.get("write").calls()).isGreaterThanOrEqualTo(SESSIONS * (BURSTS - 1));
            // The JVM's own threads wait for each other, and for time to pass, whatever the sessions do.
            return counted.entrySet().stream().filter(call -> isForASocket(call.getKey()))
                    .mapToLong(call -> call.getValue().calls()).sum() / (double) (SESSIONS * BURSTS);
        } finally {
            for (Socket session : sessions) {
                session.close();
            }
            server.stop();
        }
    }

    /** Returns what strace counted during some bursts, null if it left no table. */
    private static Map<String, SystemCalls.Count> counted(long pid, List<Socket> sessions) throws Exception {
        try (SystemCalls calls = SystemCalls.start(pid)) {
            for (int i = 0; i < BURSTS; i++) {
                burst(sessions);
            }
            return calls.stop();
        }
    }

    private static boolean isForASocket(String call) {
        return call.equals("read") || call.equals("write") || call.startsWith("epoll_");
    }

    private static void burst(List<Socket> sessions) throws Exception {
        for (Socket session : sessions) {
            session.getOutputStream().write(new byte[64]);
        }
        for (Socket session : sessions) {
            new DataInputStream(session.getInputStream()).readFully(new byte[64]);
        }
    }
}
