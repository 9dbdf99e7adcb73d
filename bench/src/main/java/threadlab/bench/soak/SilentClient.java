package threadlab.bench.soak;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.random.RandomGenerator;
import threadlab.server.CloseReason;

/** Says nothing: every other one leaves after a while, and the others stay until the server ends them. */
final class SilentClient implements RudeClient {
    /** Of those that leave; far below the server's idle timeout. */
    private final Duration longest;

    SilentClient(Duration idleTimeout) {
        this.longest = idleTimeout.dividedBy(4);
    }

    @Override
    public CloseReason visit(Socket socket, RandomGenerator random) throws IOException, InterruptedException {
        if (random.nextBoolean()) {
            Thread.sleep(random.nextLong(1, longest.toMillis()));
            return CloseReason.END_OF_STREAM;
        }
        if (socket.getInputStream().read() >= 0) {
            throw new IOException("the server sent something to a client that had said nothing");
        }
        return CloseReason.IDLE;
    }
}
