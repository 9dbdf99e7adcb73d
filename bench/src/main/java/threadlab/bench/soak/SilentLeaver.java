package threadlab.bench.soak;

import java.net.Socket;
import java.time.Duration;
import java.util.random.RandomGenerator;
import threadlab.server.CloseReason;

/** Says nothing, and leaves after a while; well before the server would end it. */
final class SilentLeaver implements RudeClient {
    private final Duration longest;

    SilentLeaver(Duration idleTimeout) {
        this.longest = idleTimeout.dividedBy(4);
    }

    @Override
    public CloseReason visit(Socket socket, RandomGenerator random) throws InterruptedException {
        Thread.sleep(random.nextLong(1, longest.toMillis()));
        return CloseReason.END_OF_STREAM;
    }
}
