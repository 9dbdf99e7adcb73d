package threadlab.bench.soak.clients;

import java.net.Socket;
import java.time.Duration;
import java.util.random.RandomGenerator;
import threadlab.server.events.CloseReason;

/** Sends nothing and disconnects well before the idle timeout. */
final class SilentLeaver implements MisbehavingClient {
    private final Duration maxStay;

    SilentLeaver(Duration idleTimeout) {
        this.maxStay = idleTimeout.dividedBy(4);
    }

    @Override
    public CloseReason run(Socket socket, RandomGenerator random) throws InterruptedException {
        Thread.sleep(random.nextLong(1, maxStay.toMillis()));
        return CloseReason.END_OF_STREAM;
    }
}
