package threadlab.bench.soak.clients;

import java.net.Socket;
import java.time.Duration;
import java.util.random.RandomGenerator;
import threadlab.server.events.CloseReason;

/** Says nothing, and leaves after a while; well before the server would end it. */
final class SilentLeaver implements MisbehavingClient {
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
